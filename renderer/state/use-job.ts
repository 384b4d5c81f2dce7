import type { Job, JobId } from '#core/model/job'
import { useJobs } from './queries'
import { useCommand } from './use-command'

/** A job of this start of the engine; undefined until it has been reported. */
export function useJob(jobId: JobId): { readonly job: Job | undefined; cancel(): void } {
  const job = useJobs().find(({ id }) => id === jobId)
  const { mutate } = useCommand('job.cancel')
  return { job, cancel: () => mutate({ jobId }) }
}
