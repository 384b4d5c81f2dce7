import { classColor } from './class-color'
import { formatPercent, formatScore } from './format'
import styles from './score-bar.module.css'

interface ScoreBarProps {
  /** Class name, which decides the colour. */
  readonly name: string
  /** 0..1. */
  readonly value: number
  readonly unit: 'score' | 'share'
}

const texts = { score: formatScore, share: formatPercent } as const

/** A score as a small bar with its number. */
export function ScoreBar({ name, value, unit }: ScoreBarProps) {
  return (
    <span className={styles.score}>
      <svg viewBox="0 0 40 6" preserveAspectRatio="none" width={40} height={6} aria-hidden className={styles.bar}>
        <rect width={40} height={6} rx={3} className={styles.track} />
        <rect width={Math.max(2, 40 * value)} height={6} rx={3} fill={classColor(name)} />
      </svg>
      <span className={styles.number}>{texts[unit](value)}</span>
    </span>
  )
}
