import { expect, test } from 'vitest'
import { bootstrapInterval } from './bootstrap-interval'

test('the interval of a share is that of the binomial distribution', () => {
  // 80 right of 100: the 2.5 % and 97.5 % points of binomial(100, 0.8) are 72 and 87.
  const values = Array.from({ length: 100 }, (_, index) => (index < 80 ? 1 : 0))
  const mean = (positions: readonly number[]) => positions.reduce((sum, at) => sum + (values[at] ?? 0), 0) / positions.length
  const [low, high] = bootstrapInterval(100, mean, { draws: 4000, seed: 1 })
  expect(Math.abs(low - 0.72)).toBeLessThanOrEqual(0.01)
  expect(Math.abs(high - 0.87)).toBeLessThanOrEqual(0.01)
  expect(bootstrapInterval(100, mean, { draws: 4000, seed: 1 })).toEqual([low, high])
})

test('what does not vary has no width', () => {
  expect(bootstrapInterval(5, () => 0.4, { draws: 10, seed: 2 })).toEqual([0.4, 0.4])
})
