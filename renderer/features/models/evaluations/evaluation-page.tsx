import { ArrowLeft, Square } from 'lucide-react'
import type { Evaluation } from '#core/contract/evaluation'
import { shareDone } from '../../../state/job-state'
import { useModels } from '../../../state/queries'
import { useJob } from '../../../state/use-job'
import { Button } from '../../../ui/button'
import { ErrorText, ErrorView } from '../../../ui/error-view'
import { formatDateTime } from '../../../ui/format'
import { ProgressBar } from '../../../ui/progress-bar'
import { setComparisonChoice } from '../evaluate/comparison-choice'
import styles from './evaluations.module.css'
import { setEvaluationsView } from './evaluations-view'
import { useEvaluationReport } from './queries'
import { ReportView } from './report-view'

/** One evaluation: how far it is, why it ended early, or what came of it. */
export function EvaluationPage({ evaluation }: { readonly evaluation: Evaluation }) {
  return (
    <>
      <div className={styles.line}>
        <Button icon={<ArrowLeft size={14} />} onClick={() => setEvaluationsView({ evaluationId: null })}>
          All evaluations
        </Button>
      </div>
      {evaluation.state === 'done' && <StoredReport evaluationId={evaluation.id} />}
      {evaluation.state === 'running' && <RunningEvaluation evaluation={evaluation} />}
      {(evaluation.state === 'failed' || evaluation.state === 'cancelled') && <UnfinishedEvaluation evaluation={evaluation} />}
    </>
  )
}

function StoredReport({ evaluationId }: { readonly evaluationId: Evaluation['id'] }) {
  const { data: report, error, refetch } = useEvaluationReport(evaluationId)
  if (error !== null) return <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />
  return report === undefined ? <p role="status">Opening the report…</p> : <ReportView report={report} />
}

function RunningEvaluation({ evaluation: { jobId, order } }: { readonly evaluation: Evaluation }) {
  const { job, cancel } = useJob(jobId ?? 0)
  const { titleOf } = useModels()
  const isWaiting = job?.state === 'queued'
  return (
    <section className={styles.panel} aria-label="Progress">
      <h2>{`Evaluating ${order.modelIds.map(titleOf).join(', ')}`}</h2>
      <p role="status">{isWaiting ? 'Waiting for its turn' : (job?.progress.step ?? 'Looking at the photos')}</p>
      <div className={styles.line}>
        <ProgressBar label="Evaluation" share={job === undefined || isWaiting ? 0 : shareDone(job)} />
        <Button icon={<Square size={14} />} disabled={job === undefined} onClick={cancel}>
          Stop
        </Button>
      </div>
      <p className={styles.soft}>Pages can be changed meanwhile.</p>
    </section>
  )
}

function UnfinishedEvaluation({ evaluation: { state, error, order, startedAtMs } }: { readonly evaluation: Evaluation }) {
  const again = (): void => {
    setComparisonChoice({ modelIds: order.modelIds, referenceId: order.referenceId })
    setEvaluationsView({ evaluationId: null, speed: order.speed })
  }
  return (
    <section className={styles.panel} aria-label="Ended early" role={state === 'failed' ? 'alert' : 'status'}>
      <h2>{state === 'failed' ? 'The evaluation failed' : 'The evaluation was stopped'}</h2>
      <p className={styles.soft}>{`It was started on ${formatDateTime(startedAtMs)}; nothing was kept of it.`}</p>
      {error !== null && <ErrorText error={error} />}
      <div className={styles.line}>
        <Button onClick={again}>Set up again</Button>
      </div>
    </section>
  )
}
