import type { Job } from '#core/model/job'

/** True once the job has had its one end. */
export function isOver(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
}

/** Share of the work done, 0..1; null while the amount is not known. */
export function shareDone(job: Job): number | null {
  const { done, total } = job.progress
  if (total === null) return null
  return total === 0 ? 1 : Math.min(1, done / total)
}

export interface OverallProgress {
  readonly active: number
  /** 0..1 over all active jobs, null when none of them knows its amount. */
  readonly share: number | null
}

/** What the ring in the rail shows: the jobs that have not ended, together. */
export function overallProgress(jobs: readonly Job[]): OverallProgress {
  const active = jobs.filter((job) => !isOver(job))
  const known = active.flatMap(({ progress }) => (progress.total === null ? [] : [{ done: progress.done, total: progress.total }]))
  const total = known.reduce((sum, progress) => sum + progress.total, 0)
  const done = known.reduce((sum, progress) => sum + progress.done, 0)
  return { active: active.length, share: total === 0 ? null : Math.min(1, done / total) }
}
