import { expect, test } from 'vitest'
import { hasDiverged, rangeOfRates, rateOfRange } from './rate-of-range'

test('rates lie in equal ratios', () => {
  expect(rangeOfRates([0.001, 10], 5)).toEqual([0.001, 0.01, 0.1, 1, 10].map((rate) => expect.closeTo(rate, 6)))
})

test('the rate lies a third below the lowest smoothed loss', () => {
  const losses = [1, 1, 0.8, 0.5, 0.4, 2, 9]
  const points = losses.map((loss, index) => ({ rate: 10 ** (index - 5), loss }))
  // Smoothed by 0.7: 1, 1, 0.94, 0.808, 0.686, 1.08, …: lowest at the fifth.
  expect(rateOfRange(points)).toBeCloseTo(10 ** -1 / 3, 8)
  expect(hasDiverged(points.slice(0, 5))).toBe(false)
  expect(hasDiverged(points.slice(0, 6))).toBe(true)
  expect(hasDiverged([{ rate: 1, loss: NaN }])).toBe(true)
})
