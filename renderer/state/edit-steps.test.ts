import { expect, it } from 'vitest'
import type { EditStep } from '#core/model/edit-step'
import { stepOfJob } from './edit-steps'

function step(id: number, kind: EditStep['kind'], madeAtMs: number): EditStep {
  return { id, kind, title: '', madeAtMs, labels: 1, photos: 1 }
}
const job = { startedAtMs: 100, endedAtMs: 200 }

it('finds the step that a job left', () => {
  expect(stepOfJob([step(2, 'import', 150), step(1, 'import', 50)], 'import', job)?.id).toBe(2)
})

it('finds none of another job, of another kind, below a newer one, or before the end', () => {
  expect(stepOfJob([], 'import', job)).toBeUndefined()
  expect(stepOfJob([step(1, 'import', 50)], 'import', job)).toBeUndefined()
  expect(stepOfJob([step(3, 'import', 300)], 'import', job)).toBeUndefined()
  expect(stepOfJob([step(3, 'class-merge', 300), step(2, 'import', 150)], 'import', job)).toBeUndefined()
  expect(stepOfJob([step(2, 'import', 150)], 'import', { startedAtMs: 100, endedAtMs: null })).toBeUndefined()
})
