import { expect, it } from 'vitest'
import { frameSummary } from './frame-summary'

it('takes intervals between frames, however they are ordered', () => {
  // 18 intervals of 16 ms, then one of 30 and one of 22.
  const beganMs = [...Array.from({ length: 19 }, (_, at) => at * 16), 18 * 16 + 30, 18 * 16 + 52]
  expect(frameSummary(beganMs)).toEqual({ frames: 20, medianMs: 16, p95Ms: 22, worstMs: 30, late: 0.1 })
})
