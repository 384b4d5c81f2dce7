import { expect, it } from 'vitest'
import type { Job, JobProgress } from '#core/model/job'
import { describeProgress, describeTrouble } from './job-text'

function job(part: Partial<Omit<Job, 'progress'>>, progress: Partial<JobProgress> = {}): Job {
  return {
    id: 1,
    kind: 'run',
    title: 'Annotate',
    state: 'running',
    startedAtMs: 1000,
    endedAtMs: null,
    error: null,
    runId: 1,
    canPause: true,
    ...part,
    progress: { done: 1200, total: 5000, failed: 0, skipped: 0, perSecond: null, remainingMs: null, ...progress },
  }
}

it('says how far a running job is, how fast, and how long it still takes', () => {
  expect(describeProgress(job({}), 1)).toBe('1,200 of 5,000 answers')
  expect(describeProgress(job({}, { perSecond: 96.4, remainingMs: 80_000 }), 2)).toBe('1,200 of 5,000 answers · 48.2 photos/s · 1 min 20 s left')
  expect(describeProgress(job({ kind: 'scan' }, { total: null, perSecond: 450 }), 1)).toBe('1,200 files · 450 files/s')
})

it('says how a job ended', () => {
  expect(describeProgress(job({ state: 'done', endedAtMs: 43_000 }, { done: 5000 }), 3)).toBe('Done · 5,000 answers · 42 s')
  expect(describeProgress(job({ state: 'cancelled' }), 1)).toBe('Cancelled · 1,200 of 5,000 answers')
  expect(describeProgress(job({ state: 'queued' }), 1)).toBe('Waiting for its turn')
})

it('names failures and skipped files', () => {
  expect(describeTrouble(job({}))).toBeNull()
  expect(describeTrouble(job({}, { failed: 3 }))).toBe('3 failed')
  expect(describeTrouble(job({}, { failed: 3, skipped: 1 }))).toBe('3 failed · 1 file skipped')
})
