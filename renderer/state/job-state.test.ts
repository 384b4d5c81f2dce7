import { expect, it } from 'vitest'
import type { Job, JobState } from '#core/model/job'
import { withNewest } from './engine-events'
import { isOver, overallProgress, shareDone } from './job-state'

function job(id: number, state: JobState, done: number, total: number | null): Job {
  return {
    id,
    kind: 'run',
    title: 'Annotate',
    state,
    progress: { done, total, failed: 0, skipped: 0, perSecond: null, remainingMs: null },
    startedAtMs: 0,
    endedAtMs: null,
    error: null,
    runId: null,
    canPause: true,
  }
}

it('the share is unknown while counting and full for nothing to do', () => {
  expect(shareDone(job(1, 'running', 5, null))).toBeNull()
  expect(shareDone(job(1, 'running', 5, 20))).toBe(0.25)
  expect(shareDone(job(1, 'done', 0, 0))).toBe(1)
})

it('the ring adds up what has not ended', () => {
  const jobs = [job(1, 'running', 10, 100), job(2, 'paused', 20, 20), job(3, 'done', 500, 500), job(4, 'queued', 0, null)]
  expect(overallProgress(jobs)).toEqual({ active: 3, share: 0.25 })
  expect(overallProgress([])).toEqual({ active: 0, share: null })
  expect(jobs.map(isOver)).toEqual([false, false, true, false])
})

it('a changed job replaces itself, a new one comes first', () => {
  const jobs = [job(2, 'running', 0, 1), job(1, 'done', 1, 1)]
  expect(withNewest(jobs, job(1, 'failed', 1, 1)).map(({ id, state }) => `${id} ${state}`)).toEqual(['2 running', '1 failed'])
  expect(withNewest(jobs, job(3, 'queued', 0, null)).map(({ id }) => id)).toEqual([3, 2, 1])
})
