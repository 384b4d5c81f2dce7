import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ModelCard } from '#core/model/model-card'
import type { QuantizedLineage } from '#core/model/model-lineage'
import { cx } from '../../../ui/cx'
import { formatAmount, formatMegabytes, formatPercent } from '../../../ui/format'
import styles from './quantize.module.css'

interface QuantizeOutcomeProps {
  readonly card: ModelCard
  readonly lineage: QuantizedLineage
}

/** The two numbers that matter and the verdict. */
export function QuantizeOutcome({ card, lineage: { madeFrom, calibration, report } }: QuantizeOutcomeProps) {
  const { agreement, verdict, photos } = report
  const isGood = verdict.kind === 'recommended'
  const compared = calibration.photos > 0 && calibration.heldOutPhotos === 0 ? 'the photos it was calibrated on' : formatAmount(photos, 'other photo')
  return (
    <section aria-label="Result">
      <dl className={styles.outcome}>
        <div>
          <dt>Agreement</dt>
          <dd className={styles.large}>{photos === 0 ? '–' : formatPercent(agreement)}</dd>
          <dd className={styles.soft}>{photos === 0 ? 'no photos to compare on' : `with the float model, on ${compared}`}</dd>
        </div>
        <div>
          <dt>Size</dt>
          <dd className={styles.large}>{`${formatMegabytes(madeFrom.bytes)} → ${formatMegabytes(card.bytes)}`}</dd>
          <dd className={styles.soft}>{`${formatPercent(card.bytes / madeFrom.bytes)} of the float model`}</dd>
        </div>
      </dl>
      <p className={cx(styles.verdict, isGood ? styles.good : styles.bad)}>
        {isGood ? <CircleCheck size={16} /> : <TriangleAlert size={16} />}
        <span>
          <strong>{isGood ? 'Recommended' : 'Not recommended'}</strong>
          {`. ${verdict.reason}`}
        </span>
      </p>
    </section>
  )
}
