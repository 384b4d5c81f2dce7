import { NumberField } from './number-field'
import styles from './split-fields.module.css'

interface Split {
  readonly seed: number
  readonly shares: { readonly train: number; readonly val: number; readonly test: number }
}

interface SplitFieldsProps {
  readonly split: Split
  readonly onChange: (split: Split) => void
}

const parts = [
  { part: 'train', label: 'Training' },
  { part: 'val', label: 'Validation' },
  { part: 'test', label: 'Test' },
] as const

const largestSeed = 0xffffffff

/** Shares of a split in percent and the number that it is drawn by. */
export function SplitFields({ split, onChange }: SplitFieldsProps) {
  const { train, val, test } = split.shares
  const sum = train + val + test
  return (
    <div className={styles.fields} role="group" aria-label="Split">
      {parts.map(({ part, label }) => (
        <NumberField key={part} label={label} unit="%" least={0} most={100} value={split.shares[part]} onChange={(share) => onChange({ ...split, shares: { ...split.shares, [part]: share } })} />
      ))}
      <NumberField label="Seed" least={0} most={largestSeed} value={split.seed} onChange={(seed) => onChange({ ...split, seed })} />
      {sum !== 100 && <p role="status">{sum === 0 ? 'Give at least one part a share.' : `The shares add up to ${sum} and are taken in that proportion.`}</p>}
    </div>
  )
}
