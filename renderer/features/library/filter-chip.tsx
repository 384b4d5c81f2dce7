import { ChevronDown, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../../ui/cx'
import { Popover } from '../../ui/popover'
import styles from './filter-bar.module.css'

interface FilterChipProps {
  readonly label: string
  /** What is chosen, in words; null when the chip does not restrict. */
  readonly value: string | null
  readonly onClear: () => void
  /** The choices, shown in a panel. */
  readonly children: ReactNode
}

/** One part of the filter: opens its choices, shows what is chosen, and can be taken out. */
export function FilterChip({ label, value, onClear, children }: FilterChipProps) {
  return (
    <span className={cx(styles.chip, value !== null && styles.active)}>
      <Popover
        label={label}
        trigger={
          <button type="button" className={styles.chipButton}>
            {value === null ? label : <span className={styles.chipValue}>{value}</span>}
            {value === null && <ChevronDown size={13} />}
          </button>
        }
      >
        {children}
      </Popover>
      {value !== null && (
        <button type="button" className={styles.chipClear} aria-label={`Take out ${label.toLowerCase()}: ${value}`} onClick={onClear}>
          <X size={13} />
        </button>
      )}
    </span>
  )
}
