import type { ReactNode } from 'react'
import styles from './filter-bar.module.css'

interface ChecksProps<Value extends string | number> {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string; readonly mark?: ReactNode; readonly count?: string }[]
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: Value[]) => void
}

/** Check boxes, one below the other. */
export function Checks<Value extends string | number>({ label, options, chosen, onChange }: ChecksProps<Value>) {
  return (
    <ul aria-label={label} className={styles.options}>
      {options.map((option) => (
        <li key={option.value}>
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              aria-label={option.label}
              onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, option.value] : chosen.filter((known) => known !== option.value))}
            />
            {option.mark}
            <span className={styles.optionName}>{option.label}</span>
            {option.count !== undefined && <span className={styles.optionCount}>{option.count}</span>}
          </label>
        </li>
      ))}
    </ul>
  )
}
