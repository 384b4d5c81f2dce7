import { cx } from './cx'
import styles from './progress-bar.module.css'

interface ProgressBarProps {
  readonly label: string
  /** 0..1, null while the amount is not known. */
  readonly share: number | null
  readonly tone?: 'active' | 'resting' | 'failed'
}

export function ProgressBar({ label, share, tone = 'active' }: ProgressBarProps) {
  const known = share === null ? {} : { 'aria-valuenow': Math.round(share * 100) }
  return (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} {...known} className={cx(styles.track, styles[tone])}>
      <div className={cx(styles.bar, share === null && styles.unknown)} style={{ inlineSize: share === null ? undefined : `${share * 100}%` }} />
    </div>
  )
}
