import { useId } from 'react'
import styles from './choice-list.module.css'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  /** A number or another short fact, said softer. */
  readonly fact: string
}

interface ChoiceListProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
}

/** A few exclusive choices below each other, each with a fact. */
export function ChoiceList<Value extends string>({ label, value, choices, onChange }: ChoiceListProps<Value>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>{choice.label}</span>
          <span className={styles.fact}>{choice.fact}</span>
        </label>
      ))}
    </div>
  )
}
