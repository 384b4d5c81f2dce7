import type { Job } from '#core/model/job'
import type { StatusStream } from '../command'

/** "1 min 20 s"; whole seconds, two units at the most. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** At most a third of the line: the counts matter more than a long list of models. */
function shortTitle(title: string, columns: number): string {
  const room = Math.max(8, Math.floor(columns / 3))
  return title.length <= room ? title : `${title.slice(0, room - 1)}…`
}

/** One line for a terminal: bar, counts, speed, time left. */
export function progressLine(job: Job, columns: number): string {
  const title = shortTitle(job.title, columns)
  const { done, total, failed, perSecond, remainingMs } = job.progress
  const share = total === null || total === 0 ? null : Math.min(1, done / total)
  const facts = [
    total === null ? `${done}` : `${done}/${total}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(perSecond === null ? [] : [`${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s`]),
    ...(remainingMs === null ? [] : [`${formatDuration(remainingMs)} left`]),
    ...(job.state === 'paused' ? ['paused'] : []),
  ].join('  ')
  const room = columns - title.length - facts.length - 7
  const width = Math.max(0, Math.min(40, room))
  const filled = share === null ? 0 : Math.round(share * width)
  const bar = width < 5 ? '' : `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}]  `
  return `${title}  ${bar}${facts}`.slice(0, Math.max(1, columns - 1))
}

/** Shows jobs as they move; `finish` leaves the stream on a fresh line. */
export interface ProgressDisplay {
  show(job: Job): void
  finish(): void
}

/** A line that is rewritten in place. */
export function terminalProgress(status: StatusStream): ProgressDisplay {
  let dirty = false
  return {
    show: (job) => {
      status.write(`\r\u001b[K${progressLine(job, status.columns)}`)
      dirty = true
    },
    finish: () => {
      if (dirty) status.write('\r\u001b[K')
      dirty = false
    },
  }
}

/** One JSON line per change, for other programs: kind, state, done, total, failed, skipped, perSecond, remainingMs. */
export function jsonProgress(status: StatusStream): ProgressDisplay {
  return {
    show: ({ kind, title, state, progress }) => {
      status.write(`${JSON.stringify({ kind, title, state, ...progress })}\n`)
    },
    finish: () => undefined,
  }
}

/** For logs and pipes: a plain line every few seconds. */
export function plainProgress(status: StatusStream, now: () => number = Date.now): ProgressDisplay {
  const intervalMs = 5000
  let lastAtMs = 0
  return {
    show: (job) => {
      const ended = job.endedAtMs !== null
      if (!ended && now() - lastAtMs < intervalMs) return
      lastAtMs = now()
      status.write(`${progressLine(job, 120)}${ended ? `  ${job.state}` : ''}\n`)
    },
    finish: () => undefined,
  }
}
