import { AppError, fromErrorData } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { Job, JobId } from '#core/model/job'
import type { ProgressDisplay } from './annotate/progress-bar'

/** Follows one job until its end; Ctrl+C cancels it. */
async function followJob(client: EngineClient, jobId: JobId, display: ProgressDisplay, signal: AbortSignal): Promise<Job> {
  const cancel = (): void => {
    client.call('job.cancel', { jobId }).catch((error: unknown) => {
      // Ended in the same moment: its end is reported as usual.
      if (!(error instanceof AppError)) throw error
    })
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await new Promise<Job>((resolveJob, reject) => {
      const consider = (job: Job): void => {
        if (job.id !== jobId) return
        display.show(job)
        if (job.endedAtMs === null) return
        stop()
        resolveJob(job)
      }
      const stop = client.on('job.changed', ({ job }) => consider(job))
      client.call('job.list', {}).then((jobs) => jobs.forEach(consider), reject)
      if (signal.aborted) cancel()
    })
  } finally {
    signal.removeEventListener('abort', cancel)
    display.finish()
  }
}

/** Waits for the end of a job. Throws `cancelled`, or what the job failed with. */
export async function finishJob(client: EngineClient, jobId: JobId, display: ProgressDisplay, signal: AbortSignal): Promise<void> {
  const job = await followJob(client, jobId, display, signal)
  if (job.state === 'cancelled') throw new AppError('cancelled', 'Stopped. What was finished is kept.', { hint: 'Run the same command to go on.' })
  if (job.error !== null) throw fromErrorData(job.error)
}
