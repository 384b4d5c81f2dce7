import { expect, test } from 'vitest'
import { boxUncertainty } from '#core/metrics/box-uncertainty'

test.each([
  // lowest kept 0.75 lies half-way between 0.5 and 1, nothing is near
  [[0.75, 0.9], (0.5 + 0) / 2],
  // on the threshold, and near it
  [[0.5], (1 + 1 / 2) / 2],
  // 0.55 is kept, 0.45 is not, both are near
  [[0.9, 0.55, 0.45], (0.9 + 2 / 3) / 2],
  // none kept, three near; 0.39 is not
  [[0.49, 0.45, 0.4, 0.39], (0 + 3 / 4) / 2],
  [[0.6], (0.8 + 1 / 2) / 2],
  [[1], 0],
  [[0.01, 0.2], 0],
  [[], 0],
])('scores %j', (scores, expected) => {
  expect(boxUncertainty(scores)).toBeCloseTo(expected, 12)
  expect(boxUncertainty(scores.toReversed())).toBe(boxUncertainty(scores))
})

test('a score at the border of nearness counts when it was stored with 32 bits', () => {
  expect(boxUncertainty([Math.fround(0.4)])).toBe(boxUncertainty([0.4]))
})
