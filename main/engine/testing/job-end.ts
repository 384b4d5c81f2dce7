import type { EngineClient } from '#core/contract/index'
import type { Job, JobId } from '#core/model/job'

/** Resolves with a job when it has ended. */
export function jobEnd(client: EngineClient, jobId: JobId): Promise<Job> {
  return new Promise((resolve, reject) => {
    const consider = (job: Job): void => {
      if (job.id !== jobId || job.endedAtMs === null) return
      stop()
      resolve(job)
    }
    const stop = client.on('job.changed', ({ job }) => consider(job))
    client.call('job.list', {}).then((jobs) => jobs.forEach(consider), reject)
  })
}
