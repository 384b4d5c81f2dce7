import type { LabelFormatEntry } from '#core/model/dataset-reports'
import { cx } from '../../ui/cx'
import styles from './export-dialog.module.css'
import { describeFormat } from './format-text'

interface FormatListProps {
  readonly formats: readonly LabelFormatEntry[]
  readonly formatId: string
  readonly onChange: (formatId: string) => void
}

/** The formats that can be written, each with what it can hold. */
export function FormatList({ formats, formatId, onChange }: FormatListProps) {
  return (
    <div role="radiogroup" aria-label="Format" className={styles.formats}>
      {formats.map(({ id, name, writes }) =>
        writes === null ? null : (
          <label key={id} className={cx(styles.format, id === formatId && styles.chosen)}>
            <input type="radio" name="format" checked={id === formatId} aria-label={name} aria-describedby={`format-${id}`} onChange={() => onChange(id)} />
            <span className={styles.formatText}>
              <strong>{name}</strong>
              <span id={`format-${id}`} className={styles.soft}>
                {describeFormat(writes)}
              </span>
            </span>
          </label>
        ),
      )}
    </div>
  )
}
