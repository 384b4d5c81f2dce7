import type { Job, JobId } from '#core/model/job'

/** What the platform can show of work that goes on while nobody looks. */
export interface WorkDisplay {
  /** Share done for the dock or taskbar, 0..1; null takes the bar away. */
  showProgress(fraction: number | null): void
  /** While true the computer does not go to sleep by itself. */
  keepAwake(wanted: boolean): void
}

export interface WorkIndicator {
  jobChanged(job: Job): void
  /** The engine ended, and its jobs with it. */
  clear(): void
}

/** Shows the jobs that are running: together they are as far as their items, and a long run is not put to sleep. */
export function workIndicator(display: WorkDisplay): WorkIndicator {
  const running = new Map<JobId, Job>()
  let awake = false
  const show = (): void => {
    display.showProgress(fractionOf([...running.values()]))
    if (awake === running.size > 0) return
    awake = !awake
    display.keepAwake(awake)
  }
  return {
    jobChanged: (job) => {
      if (job.state === 'running') running.set(job.id, job)
      else running.delete(job.id)
      show()
    },
    clear: () => {
      running.clear()
      show()
    },
  }
}

function fractionOf(jobs: readonly Job[]): number | null {
  if (jobs.length === 0) return null
  const done = jobs.reduce((sum, { progress }) => sum + (progress.total === null ? 0 : progress.done), 0)
  const total = jobs.reduce((sum, { progress }) => sum + (progress.total ?? 0), 0)
  return total === 0 ? 0 : done / total
}
