import { expect, test } from 'vitest'
import { median } from './median'

test('median', () => {
  expect(median([5])).toBe(5)
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBeNaN()
})
