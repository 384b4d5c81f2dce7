import type { TuneReport } from '#core/contract/tune'
import { formatAmount, formatCount, formatDuration } from '../../../ui/format'
import { EpochFigures } from '../training/epoch-figures'
import styles from './report.module.css'
import { metricTitle } from './report-text'

/** How the version came about: the epochs, the data, the time it took, and what was left out. */
export function TrainingFacts({ report }: { readonly report: TuneReport }) {
  const { data, timesMs, skipped, temperature } = report
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['Learnt from', formatAmount(data.trainPhotos, 'photo')],
    ['Chosen by', formatAmount(data.validationPhotos, 'photo')],
    ['Measured on', formatAmount(report.photos, 'photo')],
    ['Best epoch', `${report.bestEpoch} of ${formatCount(report.epochs.length)}`],
    ['Temperature', temperature.toFixed(2)],
    ['Reading photos', formatDuration(timesMs.features)],
    ['Training', formatDuration(timesMs.training)],
    ['Measuring', formatDuration(timesMs.measuring)],
  ]
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.blocks !== undefined && <p className={styles.soft}>{report.blocks.reason}</p>}
      <EpochFigures epochs={report.epochs} bestEpoch={report.bestEpoch} metric={metricTitle(report.metric)} />
      {skipped.length > 0 && (
        <details>
          <summary>{`${formatAmount(skipped.length, 'photo')} could not be read`}</summary>
          <ul className={styles.skipped}>
            {skipped.map(({ photoId, reason }) => (
              <li key={photoId}>{`Photo ${photoId}: ${reason}`}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
