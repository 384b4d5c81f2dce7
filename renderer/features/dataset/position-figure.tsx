import { useCallback } from 'react'
import type { HeatMap } from '#core/model/dataset-reports'
import { presentError } from '../../state/notices'
import { saveFile } from '../../state/save-file'
import { ChartFigure } from '../../ui/chart/chart-figure'
import type { DrawChart } from '../../ui/chart/draw-chart'
import { formatAmount, formatCount } from '../../ui/format'
import { heatMapTable } from './chart-tables'

const sidePx = 260

interface Cell {
  readonly row: number
  readonly column: number
  readonly count: number
}

/** Where in the photos labels lie, all photos scaled to one square. */
export function PositionFigure({ positions }: { readonly positions: HeatMap }) {
  const draw = useCallback<DrawChart>(
    (plot, widthPx) => {
      const cells = cellsOf(positions)
      const side = Math.min(sidePx, widthPx - 20)
      const aside = (widthPx - side) / 2
      return {
        height: side + 20,
        margin: 10,
        marginLeft: aside,
        marginRight: aside,
        padding: 0,
        x: { axis: null },
        y: { axis: null },
        opacity: { range: [0.03, 1], domain: [0, Math.max(1, ...positions.counts)] },
        marks: [
          plot.cell(cells, { x: 'column', y: 'row', fill: 'var(--accent)', fillOpacity: 'count', shapeRendering: 'crispEdges' }),
          plot.frame({ stroke: 'var(--line-strong)' }),
          plot.tip(cells, plot.pointer({ x: 'column', y: 'row', title: (cell: Cell) => formatAmount(cell.count, 'label') })),
        ],
      }
    },
    [positions],
  )
  const most = Math.max(0, ...positions.counts)
  return (
    <ChartFigure
      title="Where labels lie"
      summary={describePlace(positions)}
      table={heatMapTable(positions)}
      draw={draw}
      note={`All photos scaled to one square; full colour is ${formatAmount(most, 'label')} over one of ${formatCount(positions.counts.length)} places. Boxes, outlines and masks count by their bounds.`}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}

function cellsOf({ columns, counts }: HeatMap): readonly Cell[] {
  return Array.from(counts, (count, cell) => ({ row: Math.floor(cell / columns), column: cell % columns, count }))
}

/** Which ninth of the photo most labels touch, in words. */
function describePlace({ columns, rows, counts }: HeatMap): string {
  const most = Math.max(0, ...counts)
  if (most === 0) return 'No label has a place yet.'
  const cell = counts.indexOf(most)
  const third = (share: number): number => Math.min(2, Math.floor(share * 3))
  const down = ['top', 'middle', 'bottom'][third(Math.floor(cell / columns) / rows)] ?? 'middle'
  const across = ['left', 'centre', 'right'][third((cell % columns) / columns)] ?? 'centre'
  return `Most labels cover the ${down} ${across} of the photo: ${formatAmount(most, 'label')} at the fullest place.`
}
