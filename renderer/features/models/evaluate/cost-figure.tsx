import { useCallback, useState } from 'react'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatMeasured, formatMegabytes } from '../../../ui/format'
import { Segmented } from '../../../ui/segmented'
import { amountText } from '../analysis/analysis-text'
import type { ComparedModel } from './compared-model'

type Cost = 'multiplyAdds' | 'bytes' | 'peakBytes' | 'photoMs'

const costs = [
  { value: 'bytes', label: 'Size', text: formatMegabytes },
  { value: 'multiplyAdds', label: 'MAdds', text: amountText },
  { value: 'peakBytes', label: 'Peak memory', text: formatMegabytes },
  { value: 'photoMs', label: 'Speed here', text: (value: number) => `${formatMeasured(value)} ms/photo` },
] as const satisfies readonly { readonly value: Cost; readonly label: string; text(value: number): string }[]

const rowPx = 34

/** What the models cost, beside each other. */
export function CostFigure({ models }: { readonly models: readonly ComparedModel[] }) {
  const [cost, setCost] = useState<Cost>('bytes')
  const { label, text } = costs.find(({ value }) => value === cost) ?? costs[0]
  const draw = useCallback<DrawChart>(
    (plot) => {
      const bars = models.flatMap(({ name, color, [cost]: value }) => (value === null ? [] : [{ name, color, value }]))
      return {
        height: models.length * rowPx + 10,
        marginLeft: 210,
        marginRight: 100,
        marginTop: 4,
        marginBottom: 6,
        x: { axis: null },
        y: { domain: models.map(({ name }) => name) },
        marks: [
          plot.axisY({ label: null, tickSize: 0, lineWidth: 16, textOverflow: 'ellipsis' }),
          plot.barX(bars, { x: 'value', y: 'name', fill: 'color', insetTop: 4, insetBottom: 4, rx: 2 }),
          plot.text(bars, { x: 'value', y: 'name', text: (bar: (typeof bars)[number]) => text(bar.value), textAnchor: 'start', dx: 6, fill: 'var(--text)' }),
          plot.ruleX([0], { stroke: 'var(--line-strong)' }),
        ],
      }
    },
    [models, cost, text],
  )
  return (
    <ChartFigure
      title="Cost"
      width="full"
      summary={`${label}: ${models.map(({ name, [cost]: value }) => `${name} ${value === null ? 'not known' : text(value)}`).join('; ')}.`}
      table={{ columns: ['Model', label], rows: models.map(({ name, [cost]: value }) => [name, value ?? '']) }}
      draw={draw}
      controls={<Segmented label="Cost" value={cost} options={costs} onChange={setCost} />}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}
