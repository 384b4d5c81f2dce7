import type { PhoneMeasurement } from '#core/model/phone-measurement'
import { useModels } from '../../state/queries'
import { DataTable } from '../../ui/data-table/data-table'
import type { TableColumn } from '../../ui/data-table/table-column'
import { formatDateTime } from '../../ui/format'
import { parityText } from '../../state/parity-text'
import styles from './phones-page.module.css'
import { useMeasurements } from './queries'

const sources: Readonly<Record<PhoneMeasurement['source'], string>> = { app_process: 'phone', browser: 'its browser' }

function columnsOf(titleOf: (modelId: string) => string): readonly TableColumn<PhoneMeasurement>[] {
  return [
    { id: 'phone', title: 'Phone', leastPx: 130, grow: 1, value: ({ phone }) => phone },
    { id: 'source', title: 'Measured in', leastPx: 96, value: ({ source }) => sources[source] },
    { id: 'model', title: 'Model', leastPx: 190, grow: 2, value: ({ modelId, format }) => `${titleOf(modelId)} · ${format}` },
    { id: 'parity', title: 'Answers', leastPx: 150, grow: 1, value: ({ parity }) => parityText(parity) },
    { id: 'p50', title: 'p50', unit: 'ms', leastPx: 76, value: ({ p50Ms }) => p50Ms, text: ({ p50Ms }) => p50Ms.toFixed(1) },
    { id: 'p90', title: 'p90', unit: 'ms', leastPx: 76, value: ({ p90Ms }) => p90Ms, text: ({ p90Ms }) => p90Ms.toFixed(1) },
    { id: 'load', title: 'Load', unit: 'ms', leastPx: 76, value: ({ loadMs }) => loadMs, text: ({ loadMs }) => loadMs.toFixed(0) },
    { id: 'memory', title: 'Memory', unit: 'MB', leastPx: 92, value: ({ peakMemoryBytes }) => peakMemoryBytes, text: ({ peakMemoryBytes }) => (peakMemoryBytes === null ? '' : (peakMemoryBytes / 1e6).toFixed(0)) },
    { id: 'way', title: 'Ran on', leastPx: 120, value: ({ provider, threads }) => `${provider}, ${threads} ${threads === 1 ? 'thread' : 'threads'}` },
    { id: 'when', title: 'When', leastPx: 160, value: ({ measuredAtMs }) => measuredAtMs, text: ({ measuredAtMs }) => formatDateTime(measuredAtMs) },
  ]
}

/** What was measured on phones so far, and where answers differ. */
export function MeasurementsTable() {
  const { data: measurements } = useMeasurements()
  const { titleOf } = useModels()
  if (measurements === undefined || measurements.length === 0) return null
  const notes = measurements.flatMap((measurement) => [
    ...measurement.parity.filter(({ isSame }) => !isSame).map(({ photo, sentence }) => ({ id: `${measurement.id} ${photo}`, text: `${titleOf(measurement.modelId)} on ${measurement.phone}, ${photo}: ${sentence}` })),
    ...measurement.doubts.map((doubt, at) => ({ id: `${measurement.id} ${at}`, text: `${titleOf(measurement.modelId)} on ${measurement.phone}: ${doubt}` })),
  ])
  return (
    <section className={styles.measured} aria-label="Measured on phones">
      <h2>Measured on phones</h2>
      <DataTable label="Measurements" columns={columnsOf(titleOf)} rows={measurements} keyOf={({ id }) => String(id)} />
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="What differs, and what to doubt">
          {notes.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
