import { useState } from 'react'
import styles from './number-field.module.css'

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly unit?: string
  readonly onChange: (value: number) => void
}

/** A whole number to type; what is no number in range is put back when the field is left. */
export function NumberField({ label, value, least, most, unit, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const take = (text: string): void => {
    setTyped(text)
    const number = Number(text)
    if (text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) onChange(number)
  }
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type="number"
        min={least}
        max={most}
        step={1}
        value={typed ?? String(value)}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
      />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </label>
  )
}
