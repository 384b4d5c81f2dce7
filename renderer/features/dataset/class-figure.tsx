import { useCallback, useMemo, useState } from 'react'
import type { ClassStatistics } from '#core/model/dataset-reports'
import { presentError } from '../../state/notices'
import { saveFile } from '../../state/save-file'
import { ChartFigure } from '../../ui/chart/chart-figure'
import type { DrawChart } from '../../ui/chart/draw-chart'
import { formatAmount, formatCount } from '../../ui/format'
import { Segmented } from '../../ui/segmented'
import { byFrequency, classTable } from './chart-tables'

type Unit = 'labels' | 'photos'

const units = [
  { value: 'labels', label: 'Labels' },
  { value: 'photos', label: 'Photos' },
] as const
const mostDrawn = 40
const rowPx = 24
const nameRoomPx = 190
const nameRoomEm = 14.5

/** How often each class occurs, the most frequent first. */
export function ClassFigure({ classes }: { readonly classes: readonly ClassStatistics[] }) {
  const [unit, setUnit] = useState<Unit>('labels')
  const sorted = useMemo(() => byFrequency(classes, unit), [classes, unit])
  const drawn = useMemo(() => sorted.slice(0, mostDrawn), [sorted])
  const draw = useCallback<DrawChart>(
    (plot) => ({
      height: drawn.length * rowPx + 10,
      marginLeft: nameRoomPx,
      marginRight: 60,
      marginTop: 4,
      marginBottom: 6,
      x: { axis: null, insetRight: 4 },
      y: { domain: drawn.map(({ classId }) => classId) },
      marks: [
        plot.axisY({ label: null, tickSize: 0, lineWidth: nameRoomEm, textOverflow: 'ellipsis', tickFormat: (classId: number) => drawn.find((known) => known.classId === classId)?.name ?? '' }),
        plot.barX(drawn, { x: unit, y: 'classId', fill: 'color', insetTop: 2, insetBottom: 2, rx: 2 }),
        plot.text(drawn, { x: unit, y: 'classId', text: (entry: ClassStatistics) => formatCount(entry[unit]), textAnchor: 'start', dx: 6, fill: 'var(--text)' }),
        plot.ruleX([0], { stroke: 'var(--line-strong)' }),
        plot.tip(drawn, plot.pointerY({ x: unit, y: 'classId', title: (entry: ClassStatistics) => `${entry.name}\n${formatAmount(entry.labels, 'label')} in ${formatAmount(entry.photos, 'photo')}` })),
      ],
    }),
    [drawn, unit],
  )
  const first = sorted[0]
  return (
    <ChartFigure
      width="full"
      title={unit === 'labels' ? 'Labels per class' : 'Photos per class'}
      summary={`Bars of ${formatAmount(drawn.length, 'class', 'classes')}${first === undefined ? '' : `; the most frequent is ${first.name} with ${formatAmount(first[unit], unit === 'labels' ? 'label' : 'photo')}`}.`}
      table={classTable(sorted)}
      draw={draw}
      controls={<Segmented label="Counted" value={unit} options={units} onChange={setUnit} />}
      note={sorted.length > mostDrawn ? `The ${mostDrawn} most frequent of ${formatCount(sorted.length)} classes; all of them are in the table and the CSV file.` : undefined}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}
