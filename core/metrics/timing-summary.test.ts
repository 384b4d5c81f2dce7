import { expect, test } from 'vitest'
import { quantile, summariseTimes } from './timing-summary'

test('quantiles lie between neighbours', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantile([10], 0.9)).toBe(10)
  // numpy.percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90)
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBeCloseTo(9.1, 12)
  expect(quantile([], 0.5)).toBeNaN()
})

test('a machine that gets slower shows in the trend', () => {
  expect(summariseTimes([10, 10, 10, 12, 15, 15, 20, 20, 20])).toMatchObject({ p50: 15, min: 10, trend: 2 })
  expect(summariseTimes([5, 5, 5]).trend).toBe(1)
  expect(() => summariseTimes([])).toThrow(RangeError)
})
