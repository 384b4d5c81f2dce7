import type { JobId } from '#core/model/job'
import { isOver } from '../../state/job-state'
import { useJob } from '../../state/use-job'
import { Button } from '../../ui/button'
import { ErrorText } from '../../ui/error-view'
import { formatRemaining } from '../../ui/format'
import { ProgressBar } from '../../ui/progress-bar'
import styles from './phones-page.module.css'

/** The job that was started last from here, and how it ended. */
export function PhoneJob({ jobId }: { readonly jobId: JobId }) {
  const { job, cancel } = useJob(jobId)
  if (job === undefined) return null
  const { done, total, step, remainingMs } = job.progress
  if (job.state === 'failed' && job.error !== null) {
    return (
      <div role="alert">
        <ErrorText error={job.error} />
      </div>
    )
  }
  if (isOver(job)) {
    return (
      <p className={styles.soft} role="status">
        {`${job.title}: ${job.state === 'done' ? 'done.' : 'stopped.'}`}
      </p>
    )
  }
  return (
    <div className={styles.progress} role="status">
      <p>{`${job.title}${step === undefined ? '' : `: ${step}`}${remainingMs === null ? '' : `, ${formatRemaining(remainingMs)}`}`}</p>
      <div className={styles.row}>
        <ProgressBar label={job.title} share={total === null || total === 0 ? null : done / total} />
        <Button onClick={cancel}>Cancel</Button>
      </div>
    </div>
  )
}
