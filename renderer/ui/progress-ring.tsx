import styles from './progress-ring.module.css'

interface ProgressRingProps {
  /** 0..1, null while the amount is not known. */
  readonly share: number | null
}

const radius = 8
const circumference = 2 * Math.PI * radius

/** Decoration beside words that say the same. */
export function ProgressRing({ share }: ProgressRingProps) {
  const shown = share ?? 0.25
  return (
    <svg viewBox="0 0 20 20" width={20} height={20} aria-hidden className={share === null ? styles.searching : undefined}>
      <circle cx={10} cy={10} r={radius} className={styles.track} />
      <circle
        cx={10}
        cy={10}
        r={radius}
        className={styles.arc}
        strokeDasharray={`${shown * circumference} ${circumference}`}
        transform="rotate(-90 10 10)"
      />
    </svg>
  )
}
