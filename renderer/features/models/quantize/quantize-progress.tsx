import { toErrorData } from '#core/contract/errors'
import type { JobId } from '#core/model/job'
import { shareDone } from '../../../state/job-state'
import { closeDialog, goTo } from '../../../state/navigation'
import { useJob } from '../../../state/use-job'
import { Button } from '../../../ui/button'
import { Dialog } from '../../../ui/dialog'
import { ErrorText } from '../../../ui/error-view'
import { formatRemaining } from '../../../ui/format'
import { ProgressBar } from '../../../ui/progress-bar'
import { setModelsView } from '../models-view'
import { useQuantizeReport } from '../queries'
import { QuantizeOutcome } from './quantize-outcome'
import styles from './quantize.module.css'

/** How quantizing goes, and what came of it. Closing it leaves the job at work. */
export function QuantizeProgress({ jobId }: { readonly jobId: JobId }) {
  const { job, cancel } = useJob(jobId)
  const isDone = job?.state === 'done'
  const { data: report, error } = useQuantizeReport(jobId, isDone)
  const isOver = job !== undefined && job.endedAtMs !== null
  const showReport = (): void => {
    if (report === undefined) return
    goTo('models')
    setModelsView({ part: 'models', modelId: report.card.id, tab: 'quantization' })
  }
  return (
    <Dialog
      title={job?.title ?? 'Quantize'}
      onClose={closeDialog}
      footer={
        <>
          {!isOver && (
            <Button disabled={job === undefined} onClick={cancel}>
              Cancel the job
            </Button>
          )}
          <Button onClick={closeDialog}>{isOver ? 'Close' : 'Go on in the background'}</Button>
          {report !== undefined && (
            <Button look="primary" onClick={showReport}>
              Show the report
            </Button>
          )}
        </>
      }
    >
      {job !== undefined && !isOver && (
        <div className={styles.progress} role="status">
          <ProgressBar label={job.title} share={job.state === 'queued' ? 0 : shareDone(job)} />
          <p>{job.state === 'queued' ? 'Waiting for its turn' : (job.progress.step ?? 'Choosing photos')}</p>
          <p className={styles.soft}>{job.progress.remainingMs === null ? '' : formatRemaining(job.progress.remainingMs)}</p>
        </div>
      )}
      {job?.state === 'cancelled' && <p>Cancelled; no version was made.</p>}
      {job?.error !== null && job?.error !== undefined && <ErrorText error={job.error} />}
      {error !== null && <ErrorText error={toErrorData(error)} />}
      {report?.card.lineage?.kind === 'quantized' && <QuantizeOutcome card={report.card} lineage={report.card.lineage} />}
    </Dialog>
  )
}
