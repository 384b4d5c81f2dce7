import { Pause, Play, Square } from 'lucide-react'
import type { Tune, TuneProgress } from '#core/contract/tune'
import type { Job } from '#core/model/job'
import { shareDone } from '../../../state/job-state'
import { Button } from '../../../ui/button'
import { ProgressBar } from '../../../ui/progress-bar'
import { useTuneCommands } from '../queries'
import styles from './training.module.css'
import { progressText } from './training-text'

interface RunningTrainingProps {
  readonly tune: Tune
  readonly job: Job | undefined
  readonly progress: TuneProgress | null
}

/** How far it is, and what can be done about it. */
export function RunningTraining({ tune: { jobId }, job, progress }: RunningTrainingProps) {
  const { pause, resume, cancel } = useTuneCommands()
  const isPaused = job?.state === 'paused'
  const text = (): string => {
    if (job?.state === 'queued') return 'Waiting for its turn'
    if (progress === null) return 'Looking at the photos'
    return isPaused ? 'Paused' : progressText(progress)
  }
  return (
    <section className={styles.running} aria-label="Progress">
      <p>{text()}</p>
      <div className={styles.line}>
        <ProgressBar label="Training" share={job === undefined || job.state === 'queued' ? 0 : shareDone(job)} tone={isPaused ? 'resting' : 'active'} />
        {job !== undefined && jobId !== null && (
          <>
            {isPaused ? (
              <Button icon={<Play size={14} />} onClick={() => resume.mutate({ jobId })}>
                Resume
              </Button>
            ) : (
              <Button icon={<Pause size={14} />} disabled={job.state !== 'running'} onClick={() => pause.mutate({ jobId })}>
                Pause
              </Button>
            )}
            <Button icon={<Square size={14} />} onClick={() => cancel.mutate({ jobId })}>
              Stop
            </Button>
          </>
        )}
      </div>
      <p className={styles.soft}>Pages can be changed meanwhile. When it is stopped, the best so far can be kept or gone on with.</p>
    </section>
  )
}
