import { Ban, Pause, Play, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Job } from '#core/model/job'
import { showExchange, useExchangeOf } from '../../state/exchange'
import { isOver, shareDone } from '../../state/job-state'
import { openDialog } from '../../state/navigation'
import { useRuns } from '../../state/queries'
import { Button } from '../../ui/button'
import { ErrorText } from '../../ui/error-view'
import { IconButton } from '../../ui/icon-button'
import { ProgressBar } from '../../ui/progress-bar'
import { describeProgress, describeTrouble } from './job-text'
import styles from './jobs-drawer.module.css'
import { useJobCommands } from './queries'
import { RunFailures } from './run-failures'

/** One job: how far, how fast, what went wrong, and what can be done about it. */
export function JobRow({ job }: { readonly job: Job }) {
  const commands = useJobCommands()
  const [failuresShown, setFailuresShown] = useState(false)
  const jobId = { jobId: job.id }
  const trouble = describeTrouble(job)
  const over = isOver(job)
  const { runId } = job
  const exchange = useExchangeOf(job.id)
  const modelsPerPhoto = useRuns().data?.find(({ id }) => id === runId)?.modelIds.length ?? 1
  return (
    <li className={styles.job} aria-label={job.title}>
      <div className={styles.head}>
        <h3 title={job.title}>{job.title}</h3>
        {job.canPause && job.state === 'running' && (
          <IconButton label="Pause" icon={<Pause size={15} />} onClick={() => commands.pause.mutate(jobId)} />
        )}
        {job.state === 'paused' && <IconButton label="Resume" icon={<Play size={15} />} onClick={() => commands.resume.mutate(jobId)} />}
        {!over && <IconButton label="Cancel" icon={<Ban size={15} />} onClick={() => commands.cancel.mutate(jobId)} />}
      </div>
      {!over && <ProgressBar label={job.title} share={job.state === 'queued' ? 0 : shareDone(job)} tone={job.state === 'paused' ? 'resting' : 'active'} />}
      <p className={styles.progress}>{describeProgress(job, modelsPerPhoto)}</p>
      {job.error !== null && (
        <div className={styles.error}>
          <ErrorText error={job.error} />
        </div>
      )}
      {trouble !== null && (
        <div className={styles.trouble}>
          <span>{trouble}</span>
          {runId !== null && job.progress.failed > 0 && (
            <Button look="quiet" aria-expanded={failuresShown} onClick={() => setFailuresShown(!failuresShown)}>
              {failuresShown ? 'Hide reasons' : 'Show reasons'}
            </Button>
          )}
          {job.kind === 'scan' && (
            <Button look="quiet" onClick={() => openDialog('skipped')}>
              Show skipped files
            </Button>
          )}
        </div>
      )}
      {failuresShown && runId !== null && <RunFailures runId={runId} />}
      {job.state === 'done' && exchange !== undefined && (
        <div className={styles.actions}>
          <Button onClick={() => showExchange(exchange)}>Show what came of it</Button>
        </div>
      )}
      {over && runId !== null && (
        <div className={styles.actions}>
          {job.progress.failed > 0 && (
            <Button icon={<RotateCcw size={14} />} onClick={() => commands.retryFailed.mutate({ runId })}>
              Retry failed
            </Button>
          )}
          {job.state !== 'done' && (
            <Button icon={<Play size={14} />} onClick={() => commands.goOn.mutate({ runId })}>
              Go on
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
