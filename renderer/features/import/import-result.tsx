import { CircleCheck, Undo2 } from 'lucide-react'
import type { ImportReport } from '#core/model/dataset-reports'
import type { Job, JobId } from '#core/model/job'
import { stepOfJob, useEditSteps } from '../../state/edit-steps'
import { beginExchange } from '../../state/exchange'
import { isOver, shareDone } from '../../state/job-state'
import { closeDialog } from '../../state/navigation'
import { useJob } from '../../state/use-job'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorText, ErrorView } from '../../ui/error-view'
import { formatAmount, formatCount } from '../../ui/format'
import { ProgressBar } from '../../ui/progress-bar'
import styles from './import-dialog.module.css'
import { reportText } from './import-text'
import { useImportReport } from './queries'

/** How an import goes, what it did, and the way back. */
export function ImportResult({ jobId }: { readonly jobId: JobId }) {
  const { job, cancel } = useJob(jobId)
  const report = useImportReport(jobId, job?.state === 'done')
  const over = job !== undefined && isOver(job)
  return (
    <Dialog
      title="Import labels"
      onClose={closeDialog}
      footer={
        <>
          {over ? <Button onClick={() => beginExchange('import')}>Import more…</Button> : <Button onClick={cancel}>Cancel the import</Button>}
          <Button look="primary" onClick={closeDialog}>
            {over ? 'Done' : 'Go on in the background'}
          </Button>
        </>
      }
    >
      <div className={styles.preview} aria-live="polite">
        {!over && (
          <div className={styles.reading}>
            <ProgressBar label="Import" share={job === undefined ? null : shareDone(job)} />
            <p className={styles.soft}>{job === undefined || job.progress.total === null ? 'Taking labels…' : `${formatCount(job.progress.done)} of ${formatAmount(job.progress.total, 'photo')}`}</p>
          </div>
        )}
        {job?.state === 'cancelled' && <p>The import was cancelled. Nothing has changed.</p>}
        {job !== undefined && job.error !== null && (
          <div role="alert" className={styles.bad}>
            <ErrorText error={job.error} />
          </div>
        )}
        {report.error !== null && <ErrorView error={report.error} />}
        {report.data !== undefined && job !== undefined && <Report report={report.data} job={job} />}
      </div>
    </Dialog>
  )
}

function Report({ report, job }: { readonly report: ImportReport; readonly job: Job }) {
  const { steps, undo, isUndoing, undone } = useEditSteps()
  const step = stepOfJob(steps, 'import', job)
  const { knownLabels, refusedLabels } = report
  return (
    <>
      <p className={styles.good} role="status">
        <CircleCheck size={15} />
        <span>{undone === undefined ? reportText(report) : `Taken back: ${formatAmount(undone.labels, 'label')} in ${formatAmount(undone.photos, 'photo')}.`}</span>
      </p>
      {knownLabels > 0 && <p className={styles.soft}>{`${formatAmount(knownLabels, 'label')} that the photos had already, not taken again.`}</p>}
      {refusedLabels > 0 && <p className={styles.soft}>{`${formatAmount(refusedLabels, 'label')} not taken: their shape does not fit the photo as it is now.`}</p>}
      {step !== undefined && undone === undefined && (
        <div>
          <Button icon={<Undo2 size={15} />} disabled={isUndoing} onClick={() => undo(step.id)}>
            Undo the import
          </Button>
        </div>
      )}
    </>
  )
}
