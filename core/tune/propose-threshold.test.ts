import { expect, test } from 'vitest'
import { proposeThreshold } from './propose-threshold'

const answers = (...scores: readonly (readonly [score: number, isRight: boolean])[]) => scores.map(([score, isRight]) => ({ score, isRight }))

test('the threshold of the highest F1 lies between two scores', () => {
  // F1 after each: 2/4, 4/5, 4/6, 6/7, 6/8: best after the fourth, between 0.4 and 0.2.
  const scored = answers([0.9, true], [0.8, true], [0.6, false], [0.4, true], [0.2, false])
  expect(proposeThreshold(scored, 3)).toBeCloseTo(0.3)
})

test('equal scores are not parted', () => {
  expect(proposeThreshold(answers([0.7, false], [0.7, true], [0.1, false]), 1)).toBeCloseTo(0.4)
})

test('nothing right or nothing there proposes one half', () => {
  expect(proposeThreshold(answers([0.9, false]), 2)).toBe(0.5)
  expect(proposeThreshold([], 0)).toBe(0.5)
})
