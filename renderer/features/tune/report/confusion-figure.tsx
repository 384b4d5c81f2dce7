import { useCallback, useMemo } from 'react'
import type { ConfusionTable } from '#core/tune/tune-task'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatAmount, formatCount, formatPercent } from '../../../ui/format'
import { confusedPairs, confusionCells, mostConfused, type ConfusionCell } from './confusion'

const mostDrawn = 20
const rowPx = 28
const columnPx = { most: 84, least: 30 }
const nameRoomPx = 150
const headRoomPx = 104
/** For the slanted name of the last column. */
const tailRoomPx = 76
const mostLetters = 18

/** What is there against what was said. Of many classes the most confused ones are drawn; the numbers hold all. */
export function ConfusionFigure({ confusion }: { readonly confusion: ConfusionTable }) {
  const drawn = useMemo(() => mostConfused(confusion, mostDrawn), [confusion])
  const draw = useCallback<DrawChart>(
    (plot, widthPx) => {
      const cells = confusionCells(drawn)
      const room = Math.max(columnPx.least, Math.min(columnPx.most, (widthPx - nameRoomPx - tailRoomPx) / drawn.columns.length))
      return {
        height: drawn.rows.length * rowPx + headRoomPx,
        marginLeft: nameRoomPx,
        marginTop: headRoomPx,
        marginBottom: 0,
        marginRight: Math.max(0, widthPx - nameRoomPx - room * drawn.columns.length),
        x: { axis: 'top', domain: drawn.columns, label: null, tickSize: 0, tickRotate: -40, tickFormat: shortened, padding: 0.04 },
        y: { axis: 'left', domain: drawn.rows, label: null, tickSize: 0, tickFormat: shortened, padding: 0.04 },
        marks: [
          plot.cell(cells, { x: 'said', y: 'truth', fill: colorOf, fillOpacity: opacityOf, rx: 2 }),
          plot.text(cells.filter(({ count }) => count > 0), { x: 'said', y: 'truth', text: ({ count }: ConfusionCell) => formatCount(count), fill: 'var(--text)' }),
          plot.tip(cells, plot.pointer({ x: 'said', y: 'truth', title: ({ truth, said, count, share }: ConfusionCell) => `${formatCount(count)} of "${truth}" said to be "${said}"\n${formatPercent(share)}` })),
        ],
        color: { type: 'identity' },
        opacity: { type: 'identity' },
      }
    },
    [drawn],
  )
  const mistakes = confusedPairs(confusion)
  const [first] = mistakes
  return (
    <ChartFigure
      width="full"
      title="What is there, and what was said"
      summary={first === undefined ? 'No class was taken for another.' : `The most frequent mistake: ${formatAmount(first.count, 'time')} "${first.said}" was said where "${first.truth}" is.`}
      table={{ columns: ['There', ...confusion.columns.map((name) => `Said: ${name}`)], rows: confusion.rows.map((name, row) => [name, ...(confusion.counts[row] ?? [])]) }}
      draw={draw}
      note={`Rows: what is there. Columns: what was said.${drawn === confusion ? '' : ` The ${mostDrawn} most confused of ${formatCount(confusion.rows.length)} classes; the numbers and the CSV file hold all.`}`}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}

/** Right and wrong differ in colour, more and less in strength; what never happened stays quiet. */
function colorOf({ isRight, count }: ConfusionCell): string {
  if (count === 0) return 'var(--text-faint)'
  return isRight ? 'var(--accent)' : 'var(--danger)'
}

function opacityOf({ share }: ConfusionCell): number {
  return share === 0 ? 0.07 : 0.1 + 0.4 * share
}

function shortened(name: string): string {
  return name.length <= mostLetters ? name : `${name.slice(0, mostLetters - 1)}…`
}
