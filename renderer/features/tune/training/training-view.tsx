import type { Tune } from '#core/contract/tune'
import { useJobs } from '../../../state/queries'
import { useTuneProgress } from '../queries'
import { ReportOfTraining } from '../report/report-of-training'
import { EpochFigures } from './epoch-figures'
import { RunningTraining } from './running-training'
import styles from './training.module.css'
import { UnfinishedTraining } from './unfinished-training'

/** One training: live while it runs, what can be kept of it when it was cut off, and its report at the end. */
export function TrainingView({ tune }: { readonly tune: Tune }) {
  if (tune.state === 'done') return <ReportOfTraining tuneId={tune.id} />
  return <OpenTraining tune={tune} />
}

function OpenTraining({ tune }: { readonly tune: Tune }) {
  const progress = useTuneProgress(tune.id).data ?? null
  const job = useJobs().find(({ id }) => id === tune.jobId)
  return (
    <div className={styles.training}>
      {tune.state === 'running' ? <RunningTraining tune={tune} job={job} progress={progress} /> : <UnfinishedTraining tune={tune} progress={progress} />}
      {progress !== null && progress.epochs.length > 0 && <EpochFigures epochs={progress.epochs} bestEpoch={progress.bestEpoch} metric="Quality" />}
    </div>
  )
}
