import type { Job, JobKind } from '#core/model/job'
import { formatAmount, formatCount, formatDuration, formatRate, formatRemaining } from '../../ui/format'

const items: Readonly<Record<JobKind, string>> = { scan: 'files', run: 'answers', review: 'photos', import: 'photos', export: 'files', fingerprint: 'photos', quantize: 'steps', bundle: 'steps', push: 'kilobytes', bench: 'models', 'model-import': 'steps', 'model-fetch': 'kilobytes', tune: 'steps', evaluation: 'steps', maintenance: 'steps' }

/**
 * How far a job is, in words: "1,200 of 5,000 answers · 96.4 photos/s · 40 s left". A run gives one answer per photo and
 * model, so its photos per second are its answers per second divided by `modelsPerPhoto`.
 */
export function describeProgress(job: Job, modelsPerPhoto: number): string {
  const { done, total, perSecond, remainingMs } = job.progress
  const amount = `${total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`} ${items[job.kind]}`
  switch (job.state) {
    case 'queued':
      return 'Waiting for its turn'
    case 'running':
      return joined(job.progress.step ?? '', amount, perSecond === null ? '' : rateOf(job, perSecond, modelsPerPhoto), remainingMs === null ? '' : formatRemaining(remainingMs))
    case 'paused':
      return joined('Paused', amount)
    case 'done':
      return joined('Done', `${formatCount(done)} ${items[job.kind]}`, tookMs(job) === null ? '' : formatDuration(tookMs(job) ?? 0))
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

function rateOf(job: Job, perSecond: number, modelsPerPhoto: number): string {
  return job.kind === 'run' ? formatRate(perSecond / modelsPerPhoto, 'photos') : formatRate(perSecond, items[job.kind])
}

function tookMs({ startedAtMs, endedAtMs }: Job): number | null {
  return endedAtMs === null ? null : endedAtMs - startedAtMs
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}
