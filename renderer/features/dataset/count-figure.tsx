import { useCallback } from 'react'
import { presentError } from '../../state/notices'
import { saveFile } from '../../state/save-file'
import { ChartFigure } from '../../ui/chart/chart-figure'
import type { ChartTable } from '../../ui/chart/chart-table'
import type { DrawChart } from '../../ui/chart/draw-chart'
import { formatAmount, formatCount, formatPercent } from '../../ui/format'

interface CountFigureProps {
  readonly title: string
  /** Rows of a name and an amount. */
  readonly table: ChartTable
  /** What is counted, one of it. */
  readonly thing: string
}

interface Row {
  readonly name: string
  readonly count: number
}

const rowPx = 28
const nameRoomPx = 160

/** A few named amounts side by side. */
export function CountFigure({ title, table, thing }: CountFigureProps) {
  const draw = useCallback<DrawChart>(
    (plot) => {
      const rows = rowsOf(table)
      const total = rows.reduce((sum, { count }) => sum + count, 0)
      const amount = ({ count }: Row): string => (count === 0 ? '0' : `${formatCount(count)} · ${formatPercent(count / total)}`)
      return {
        height: rows.length * rowPx + 8,
        marginLeft: nameRoomPx,
        marginRight: 100,
        marginTop: 2,
        marginBottom: 6,
        x: { axis: null, domain: [0, Math.max(1, ...rows.map(({ count }) => count))] },
        y: { domain: rows.map(({ name }) => name), label: null, tickSize: 0 },
        marks: [
          plot.barX(rows, { x: 'count', y: 'name', fill: 'var(--accent)', insetTop: 4, insetBottom: 4, rx: 2 }),
          plot.text(rows, { x: 'count', y: 'name', text: amount, textAnchor: 'start', dx: 6, fill: 'var(--text)' }),
          plot.ruleX([0], { stroke: 'var(--line-strong)' }),
        ],
      }
    },
    [table],
  )
  return (
    <ChartFigure
      title={title}
      summary={rowsOf(table)
        .map(({ name, count }) => `${name}: ${formatAmount(count, thing)}`)
        .join('; ')}
      table={table}
      draw={draw}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}

function rowsOf({ rows }: ChartTable): readonly Row[] {
  return rows.map(([name = '', count = 0]) => ({ name: String(name), count: Number(count) }))
}
