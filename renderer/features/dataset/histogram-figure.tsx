import { useCallback } from 'react'
import type { Histogram } from '#core/model/dataset-reports'
import { presentError } from '../../state/notices'
import { saveFile } from '../../state/save-file'
import { ChartFigure } from '../../ui/chart/chart-figure'
import type { DrawChart } from '../../ui/chart/draw-chart'
import { formatAmount } from '../../ui/format'
import type { BinText } from './bin-text'
import { fullestBin, histogramTable } from './chart-tables'

interface HistogramFigureProps {
  readonly title: string
  readonly histogram: Histogram
  /** Of the edges: "px", "% of the photo". */
  readonly unit: string
  /** What is counted, one of it. */
  readonly thing: string
  readonly binText: BinText
}

const heightPx = 200

/** How many there are of each size. Bins need not be equally wide, so each has the same room and its own name. */
export function HistogramFigure({ title, histogram, unit, thing, binText }: HistogramFigureProps) {
  const draw = useCallback<DrawChart>(
    (plot) => {
      const bins = binsOf(histogram, binText)
      return {
        height: heightPx,
        marginLeft: 48,
        marginBottom: 44,
        x: { domain: bins.map(({ name }) => name), label: unit, labelAnchor: 'center', labelArrow: 'none', tickSize: 0, padding: 0.12 },
        y: { label: null, grid: true, ticks: 4, tickSize: 0, tickFormat: 'd', domain: [0, Math.max(4, ...bins.map(({ count }) => count))] },
        marks: [
          plot.barY(bins, { x: 'name', y: 'count', fill: 'var(--accent)', rx: 2 }),
          plot.ruleY([0], { stroke: 'var(--line-strong)' }),
          plot.tip(bins, plot.pointerX({ x: 'name', y: 'count', title: (bin: Bin) => `${bin.name} ${unit}\n${formatAmount(bin.count, thing)}` })),
        ],
      }
    },
    [histogram, binText, unit, thing],
  )
  const fullest = fullestBin(histogram)
  return (
    <ChartFigure
      title={title}
      summary={fullest === null ? 'Nothing to count yet.' : `Most often ${binText(fullest.from, fullest.to)} ${unit}: ${formatAmount(fullest.count, thing)}.`}
      table={histogramTable(histogram, unit, `${thing}s`)}
      draw={draw}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}

interface Bin {
  readonly name: string
  readonly count: number
}

/** From the first to the last bin with something in it. */
function binsOf({ edges, counts }: Histogram, binText: BinText): readonly Bin[] {
  const first = Math.max(0, counts.findIndex((count) => count > 0))
  const last = counts.findLastIndex((count) => count > 0)
  return counts.map((count, bin) => ({ name: binText(edges[bin] ?? 0, edges[bin + 1] ?? 0), count })).slice(first, last + 1)
}
