import type { LatencyFigures } from '#core/contract/evaluation'
import type { TableColumn } from '../../../ui/data-table/table-column'
import { formatMeasured, formatMegabytes } from '../../../ui/format'
import { parityText } from '../../../state/parity-text'
import { amountText } from '../analysis/analysis-text'
import { phoneSetups, type EvaluatedRow } from './evaluated-row'
import styles from './evaluations.module.css'
import { ModelName } from './model-name'

interface CostColumn {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly leastPx: number
  value(row: EvaluatedRow): number | null
  text(value: number, row: EvaluatedRow): string
}

const sizes: readonly CostColumn[] = [
  { id: 'size', title: 'Size', unit: 'bytes', leastPx: 104, value: ({ model }) => model.fileBytes, text: formatMegabytes },
  { id: 'parameters', title: 'Parameters', unit: '', leastPx: 104, value: ({ model }) => model.parameters, text: amountText },
  { id: 'multiply-adds', title: 'MAdds', unit: '', leastPx: 92, value: ({ model }) => model.multiplyAdds, text: amountText },
  { id: 'memory', title: 'Peak memory', unit: 'bytes', leastPx: 148, value: ({ model }) => model.peakActivationBytes, text: formatMegabytes },
  { id: 'load', title: 'Load', unit: 'ms', leastPx: 84, value: ({ model }) => model.loadMs, text: formatMeasured },
]

type Latency = 'oneThread' | 'allThreads'

function spread({ p50Ms, lowerQuartileMs, upperQuartileMs }: LatencyFigures): string {
  return `${formatMeasured(p50Ms)} (${formatMeasured(lowerQuartileMs)} – ${formatMeasured(upperQuartileMs)})`
}

/** Median with the middle half of the runs, and what 95 % of them stay below. */
function latencyColumns(latency: Latency, rows: readonly EvaluatedRow[]): readonly CostColumn[] {
  const threads = rows.find((row) => row[latency] !== null)?.[latency]?.threads
  if (threads === undefined) return []
  const words = threads === 1 ? '1 thread' : `${threads} threads`
  return [
    { id: `${latency}-p50`, title: `${words} p50`, unit: 'ms', leastPx: 168, value: (row) => row[latency]?.p50Ms ?? null, text: (value, row) => (row[latency] === null ? formatMeasured(value) : spread(row[latency])) },
    { id: `${latency}-p95`, title: `${words} p95`, unit: 'ms', leastPx: 128, value: (row) => row[latency]?.p95Ms ?? null, text: formatMeasured },
  ]
}

function withBest(column: CostColumn, rows: readonly EvaluatedRow[]): TableColumn<EvaluatedRow> {
  const { id, title, unit, leastPx, value } = column
  const values = rows.flatMap((row) => value(row) ?? [])
  const least = new Set(values).size > 1 ? Math.min(...values) : null
  const text = (row: EvaluatedRow): string => {
    const own = value(row)
    return own === null ? '–' : column.text(own, row)
  }
  return {
    id,
    title,
    ...(unit === '' ? {} : { unit }),
    leastPx,
    value,
    text,
    show: (row) =>
      least !== null && value(row) === least ? (
        <span className={styles.best} title="The best of this column">
          {text(row)}
        </span>
      ) : (
        text(row)
      ),
  }
}

/** Two per setup in which one of the models was measured on a phone: how fast, and whether it answered as here. */
function phoneColumns(setup: string, rows: readonly EvaluatedRow[]): readonly TableColumn<EvaluatedRow>[] {
  const speed: CostColumn = { id: `${setup} p50`, title: `p50 on ${setup}`, unit: 'ms', leastPx: Math.max(180, setup.length * 7 + 90), value: ({ onPhones }) => onPhones.get(setup)?.p50Ms ?? null, text: formatMeasured }
  const answers = ({ onPhones }: EvaluatedRow): string | null => {
    const measurement = onPhones.get(setup)
    return measurement === undefined ? null : parityText(measurement.parity)
  }
  return [withBest(speed, rows), { id: `${setup} answers`, title: 'Its answers', leastPx: 180, value: answers, text: (row) => answers(row) ?? '–' }]
}

/** About what a name takes in the table, so that none is cut off. */
function nameWidthPx({ model, isReference }: EvaluatedRow): number {
  return 48 + 7.4 * model.name.length + (isReference ? 80 : 0)
}

/** What each model costs here and on the phones that measured it. */
export function costColumns(rows: readonly EvaluatedRow[]): readonly TableColumn<EvaluatedRow>[] {
  const name: TableColumn<EvaluatedRow> = { id: 'name', title: 'Model', leastPx: Math.max(...rows.map(nameWidthPx)), grow: 1, value: ({ model }) => model.name, show: (row) => <ModelName row={row} /> }
  const measured = [...sizes, ...latencyColumns('oneThread', rows), ...latencyColumns('allThreads', rows)].filter(({ value }) => rows.some((row) => value(row) !== null))
  return [name, ...measured.map((column) => withBest(column, rows)), ...phoneSetups(rows).flatMap((setup) => phoneColumns(setup, rows))]
}
