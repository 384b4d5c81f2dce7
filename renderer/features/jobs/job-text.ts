import type { Job, JobKind } from '#core/model/job'
import { formatAmount, formatCount, formatDuration, formatRate, formatRemaining } from '../../ui/format'

const things: Readonly<Record<JobKind, string>> = { scan: 'files', run: 'photos', review: 'photos', maintenance: 'steps' }

/** How far a job is, in words: "1,200 of 5,000 · 96.4 photos/s · 40 s left". */
export function describeProgress(job: Job): string {
  const { done, total, perSecond, remainingMs } = job.progress
  const amount = total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`
  switch (job.state) {
    case 'queued':
      return 'Waiting for its turn'
    case 'running':
      return joined(amount, perSecond === null ? '' : formatRate(perSecond, things[job.kind]), remainingMs === null ? '' : formatRemaining(remainingMs))
    case 'paused':
      return joined('Paused', amount)
    case 'done':
      return joined('Done', formatCount(done), tookMs(job) === null ? '' : formatDuration(tookMs(job) ?? 0))
    case 'cancelled':
      return joined('Cancelled', amount)
    case 'failed':
      return joined('Stopped by an error', amount)
  }
}

/** What did not go well so far; null when everything did. */
export function describeTrouble({ progress }: Job): string | null {
  const parts = [progress.failed === 0 ? '' : `${formatCount(progress.failed)} failed`, progress.skipped === 0 ? '' : `${formatAmount(progress.skipped, 'file')} skipped`]
  const text = joined(...parts)
  return text === '' ? null : text
}

function tookMs({ startedAtMs, endedAtMs }: Job): number | null {
  return endedAtMs === null ? null : endedAtMs - startedAtMs
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}
