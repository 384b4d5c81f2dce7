import { useCallback, useMemo, useState } from 'react'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatPercent } from '../../../ui/format'
import { Segmented } from '../../../ui/segmented'
import { amountText } from './analysis-text'
import type { NumberedLayer } from './layer-columns'

type Cost = 'multiplyAdds' | 'parameters' | 'outputBytes'

const costs = [
  { value: 'multiplyAdds', label: 'MAdds' },
  { value: 'parameters', label: 'Parameters' },
  { value: 'outputBytes', label: 'Output bytes' },
] as const satisfies readonly { readonly value: Cost; readonly label: string }[]

interface LayerCostFigureProps {
  /** Of the graph. */
  readonly name: string
  readonly layers: readonly NumberedLayer[]
}

/** What each layer costs, in the order of the graph. */
export function LayerCostFigure({ name, layers }: LayerCostFigureProps) {
  const [cost, setCost] = useState<Cost>('multiplyAdds')
  const label = costs.find(({ value }) => value === cost)?.label ?? ''
  const bars = useMemo(() => layers.map((layer, at) => ({ at: at + 1, name: layer.name, opType: layer.opType, value: layer[cost] ?? 0 })), [layers, cost])
  const total = bars.reduce((sum, { value }) => sum + value, 0)
  const draw = useCallback<DrawChart>(
    (plot) => ({
      height: 200,
      marginLeft: 56,
      marginBottom: 34,
      x: { type: 'band', label: 'layer with weights, in order', labelAnchor: 'center', labelArrow: 'none', tickSize: 0, padding: 0.1, ticks: bars.filter(({ at }) => at % 5 === 0 || at === 1).map(({ at }) => at) },
      y: { label: null, grid: true, ticks: 4, tickSize: 0, tickFormat: (value: number) => amountText(value) },
      marks: [
        plot.barY(bars, { x: 'at', y: 'value', fill: 'var(--accent)' }),
        plot.ruleY([0], { stroke: 'var(--line-strong)' }),
        plot.tip(bars, plot.pointerX({ x: 'at', y: 'value', title: (bar: (typeof bars)[number]) => `${bar.name}\n${bar.opType}: ${amountText(bar.value)} ${label}, ${formatPercent(total === 0 ? 0 : bar.value / total)} of all` })),
      ],
    }),
    [bars, label, total],
  )
  const most = bars.toSorted((one, other) => other.value - one.value)[0]
  return (
    <ChartFigure
      title="Cost per layer"
      width="full"
      summary={most === undefined ? 'No layer has weights.' : `${label} of ${bars.length} layers of ${name}; most in ${most.name}: ${amountText(most.value)}.`}
      table={{ columns: ['Layer', 'Type', label], rows: bars.map((bar) => [bar.name, bar.opType, bar.value]) }}
      draw={draw}
      controls={<Segmented label="Cost" value={cost} options={costs} onChange={setCost} />}
      onSave={(file, bytes) => void saveFile(file, bytes)}
      onError={presentError}
    />
  )
}
