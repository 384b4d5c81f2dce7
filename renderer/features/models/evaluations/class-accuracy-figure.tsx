import { useCallback, useMemo, useState } from 'react'
import type { EvaluationReport } from '#core/contract/evaluation'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { ChartFigure } from '../../../ui/chart/chart-figure'
import type { DrawChart } from '../../../ui/chart/draw-chart'
import { formatAmount, formatPercent } from '../../../ui/format'
import { Segmented } from '../../../ui/segmented'
import { classBars, classesBySpread, type ClassBar } from './class-bars'
import type { EvaluatedRow } from './evaluated-row'

interface ClassAccuracyFigureProps {
  readonly columns: EvaluationReport['classColumns']
  readonly rows: readonly EvaluatedRow[]
}

const mostClasses = 24
const barPx = 11
const gapPx = 12

/** Bars per class and model; classes on which the models differ most come first. */
export function ClassAccuracyFigure({ columns, rows }: ClassAccuracyFigureProps) {
  const [wanted, setWanted] = useState<string | null>(null)
  const column = columns.find(({ key }) => key === wanted) ?? columns[0]
  const bars = useMemo(() => (column === undefined ? [] : classBars(rows, column.key)), [rows, column])
  const classes = useMemo(() => classesBySpread(bars), [bars])
  const drawn = useMemo(() => classes.slice(0, mostClasses), [classes])
  const draw = useCallback<DrawChart>(
    (plot) => {
      const models = rows.map(({ model }) => model.name)
      const shown = bars.filter(({ className }) => drawn.includes(className))
      return {
        height: drawn.length * (models.length * barPx + gapPx) + 36,
        marginTop: 6,
        marginLeft: 170,
        marginRight: 24,
        marginBottom: 30,
        x: { label: null, domain: [0, 1], grid: true, tickFormat: '%', ticks: 5 },
        y: { axis: null, domain: models, padding: 0.1 },
        fy: { label: null, domain: drawn, padding: 0.2 },
        marks: [
          plot.axisFy({ label: null, anchor: 'left', lineWidth: 12, textOverflow: 'ellipsis' }),
          plot.barX(shown, { x: 'value', y: 'model', fy: 'className', fill: 'color' }),
          plot.ruleX([0], { stroke: 'var(--line-strong)' }),
          plot.tip(shown, plot.pointerY({ x: 'value', y: 'model', fy: 'className', title: (bar: ClassBar) => `${bar.className}: ${formatAmount(bar.labels, 'label')} on ${formatAmount(bar.photos, 'photo')}\n${bar.model}: ${formatPercent(bar.value)}` })),
        ],
      }
    },
    [bars, drawn, rows],
  )
  if (column === undefined || classes.length === 0) return null
  return (
    <ChartFigure
      title={`${column.name} per class`}
      width="full"
      summary={`${formatAmount(classes.length, 'class', 'classes')} and ${formatAmount(rows.length, 'model')}; most different on ${classes[0] ?? ''}.`}
      table={{ columns: ['Class', 'Photos', 'Labels', 'Model', column.name], rows: bars.map(({ className, photos, labels, model, value }) => [className, photos, labels, model, value]) }}
      draw={draw}
      controls={columns.length > 1 && <Segmented label="Figure per class" value={column.key} options={columns.map(({ key, name }) => ({ value: key, label: name }))} onChange={setWanted} />}
      note={`Colours as in the table; classes with labels, the most different first.${classes.length > mostClasses ? ` The first ${mostClasses} of ${classes.length} are drawn; all are in the table and the CSV file.` : ''}`}
      onSave={(name, bytes) => void saveFile(name, bytes)}
      onError={presentError}
    />
  )
}
