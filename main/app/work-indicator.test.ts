import { expect, test } from 'vitest'
import type { Job, JobState } from '#core/model/job'
import { workIndicator } from './work-indicator'

function job(id: number, state: JobState, done: number, total: number | null): Job {
  const progress = { done, total, failed: 0, skipped: 0, perSecond: null, remainingMs: null }
  return { id, kind: 'run', title: 'Annotate', state, progress, startedAtMs: 0, endedAtMs: null, error: null, runId: id, canPause: true }
}

test('running jobs share one bar and keep the computer awake until the last one ends', () => {
  const shown: (number | null)[] = []
  const awake: boolean[] = []
  const indicator = workIndicator({ showProgress: (fraction) => shown.push(fraction), keepAwake: (wanted) => awake.push(wanted) })
  indicator.jobChanged(job(1, 'running', 0, null))
  indicator.jobChanged(job(1, 'running', 10, 40))
  indicator.jobChanged(job(2, 'running', 20, 20))
  indicator.jobChanged(job(1, 'paused', 10, 40))
  indicator.jobChanged(job(2, 'done', 20, 20))
  expect(shown).toEqual([0, 0.25, 0.5, 1, null])
  expect(awake).toEqual([true, false])
})

test('the end of the engine ends the display', () => {
  const shown: (number | null)[] = []
  const indicator = workIndicator({ showProgress: (fraction) => shown.push(fraction), keepAwake: () => undefined })
  indicator.jobChanged(job(1, 'running', 1, 4))
  indicator.clear()
  expect(shown).toEqual([0.25, null])
})
