import { CircleAlert, CornerDownRight } from 'lucide-react'
import type { ModelEntry } from '#core/contract/runs'
import { cx } from '../../ui/cx'
import { formatCount, formatMeasured, formatMegabytes, formatMillions } from '../../ui/format'
import { originText, taskNames } from './model-text'
import styles from './models-page.module.css'
import type { TreeRow } from './version-tree'

interface ModelTableProps {
  readonly rows: readonly TreeRow[]
  readonly currentId: string | null
  readonly onChoose: (id: string) => void
}

interface NumberColumn {
  readonly title: string
  readonly unit: string
  value(entry: ModelEntry): number | null
  text(value: number): string
  readonly best: 'smallest' | 'none'
}

const columns: readonly NumberColumn[] = [
  { title: 'Input', unit: 'px', value: ({ card }) => card.inputSize.width, text: (value) => String(value), best: 'none' },
  { title: 'Size', unit: 'MB', value: ({ card }) => card.bytes, text: (value) => formatMegabytes(value).replace(' MB', ''), best: 'smallest' },
  { title: 'Parameters', unit: 'M', value: ({ card }) => card.parameters, text: (value) => formatMillions(value).replace(' M', ''), best: 'smallest' },
  { title: 'Speed here', unit: 'ms/photo', value: ({ photoMs }) => photoMs, text: formatMeasured, best: 'smallest' },
  { title: 'Photos answered', unit: '', value: ({ predictedPhotos }) => predictedPhotos, text: formatCount, best: 'none' },
]

/** Per step from a model to what was made from it. */
const indentPx = 20

/** The models side by side, versions below what they were made from; the best of a column is marked. */
export function ModelTable({ rows, currentId, onChoose }: ModelTableProps) {
  const entries = rows.map(({ entry }) => entry)
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Task</th>
            <th scope="col">Origin</th>
            {columns.map(({ title, unit }) => (
              <th key={title} scope="col" className={styles.number}>
                {title}
                {unit !== '' && <span className={styles.unit}>{unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ entry, depth }) => (
            <tr key={entry.card.id} className={cx(entry.card.id === currentId && styles.current)} onClick={() => onChoose(entry.card.id)}>
              <th scope="row" style={{ paddingInlineStart: 12 + depth * indentPx }}>
                <button type="button" aria-pressed={entry.card.id === currentId} onClick={() => onChoose(entry.card.id)}>
                  {depth > 0 && <CornerDownRight size={13} className={styles.branch} aria-hidden />}
                  {entry.card.name}
                  {!entry.usable && <CircleAlert size={14} aria-label="Cannot be used" />}
                </button>
              </th>
              <td>{taskNames[entry.card.task]}</td>
              <td>{originText(entry.card.lineage)}</td>
              {columns.map((column) => (
                <NumberCell key={column.title} column={column} entry={entry} entries={entries} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface NumberCellProps {
  readonly column: NumberColumn
  readonly entry: ModelEntry
  readonly entries: readonly ModelEntry[]
}

function NumberCell({ column, entry, entries }: NumberCellProps) {
  const value = column.value(entry)
  const known = entries.map((other) => column.value(other)).filter((other) => other !== null)
  const most = Math.max(...known, 1e-9)
  const isBest = column.best === 'smallest' && known.length > 1 && value === Math.min(...known)
  return (
    <td className={cx(styles.number, isBest && styles.best)} title={isBest ? `The smallest of this column` : undefined}>
      {value === null ? '–' : column.text(value)}
      {value !== null && (
        <svg viewBox="0 0 60 3" preserveAspectRatio="none" aria-hidden className={styles.cellBar}>
          <rect x={60 - Math.max(1, (60 * value) / most)} width={Math.max(1, (60 * value) / most)} height={3} />
        </svg>
      )}
    </td>
  )
}
