import { CircleCheck } from 'lucide-react'
import type { JobId } from '#core/model/job'
import { isOver, shareDone } from '../../state/job-state'
import { closeDialog, openDialog } from '../../state/navigation'
import { useJob } from '../../state/use-job'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorText, ErrorView } from '../../ui/error-view'
import { formatAmount } from '../../ui/format'
import { ProgressBar } from '../../ui/progress-bar'
import styles from './import-model.module.css'
import { useImportedReport } from './queries'

interface ImportOutcomeProps {
  readonly jobId: JobId
  /** Back to the choices, which are as they were left. */
  readonly onBack: () => void
}

/** How taking a model in goes, and what came of it. */
export function ImportOutcome({ jobId, onBack }: ImportOutcomeProps) {
  const { job, cancel } = useJob(jobId)
  const report = useImportedReport(jobId, job?.state === 'done')
  const over = job !== undefined && isOver(job)
  const isDone = job?.state === 'done'
  return (
    <Dialog
      title="Import a model"
      onClose={closeDialog}
      footer={
        <>
          {!over && <Button onClick={cancel}>Cancel the import</Button>}
          {over && !isDone && <Button onClick={onBack}>Back</Button>}
          {isDone && <Button onClick={() => openDialog('annotate')}>Annotate…</Button>}
          <Button look="primary" onClick={closeDialog}>
            {over ? 'Done' : 'Go on in the background'}
          </Button>
        </>
      }
    >
      <div className={styles.outcome} aria-live="polite">
        {!over && (
          <>
            <ProgressBar label="Import" share={job === undefined ? null : shareDone(job)} />
            <p className={styles.soft}>Rewriting the model and comparing it with the file…</p>
          </>
        )}
        {job?.state === 'cancelled' && <p>The import was cancelled. Nothing was stored.</p>}
        {job !== undefined && job.error !== null && (
          <div role="alert" className={styles.bad}>
            <ErrorText error={job.error} />
          </div>
        )}
        {report.error !== null && <ErrorView error={report.error} />}
        {report.data !== undefined && (
          <>
            <p className={styles.good} role="status">
              <CircleCheck size={15} />
              <span>{`${report.data.card.name} is among your models, with ${formatAmount(report.data.card.labels.length, 'class', 'classes')}.`}</span>
            </p>
            <p className={styles.soft}>
              {report.data.check.kind === 'same' ? 'Rewritten for this app, it answers as the file does.' : `It could not be compared with the file: ${report.data.check.reason}`}
              {report.data.fixedReason === null ? ' It can annotate, be compared and be made smaller like any other.' : ` It can annotate and be compared, but not be made smaller: ${report.data.fixedReason}`}
            </p>
          </>
        )}
      </div>
    </Dialog>
  )
}
