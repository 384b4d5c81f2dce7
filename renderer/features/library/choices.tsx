import styles from './filter-bar.module.css'

interface ChoicesProps {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | undefined
  readonly onChange: (value: string) => void
}

/** Radio buttons, one below the other. */
export function Choices({ label, options, value, onChange }: ChoicesProps) {
  return (
    <div role="radiogroup" aria-label={label} className={styles.choices}>
      {options.map((option) => (
        <label key={option.value} className={styles.choice}>
          <input type="radio" name={`filter-${label}`} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  )
}
