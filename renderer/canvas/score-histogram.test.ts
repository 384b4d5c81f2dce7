import { expect, it } from 'vitest'
import { histogramHeights, scoreHistogram } from './score-histogram'

it('puts each score in its bin, the ends included', () => {
  expect(scoreHistogram([0, 0.24, 0.25, 0.5, 0.99, 1], 4)).toEqual([2, 1, 1, 2])
})

it('an empty list has no bars', () => {
  expect(histogramHeights(scoreHistogram([], 3))).toEqual([0, 0, 0])
})

it('heights follow the square root', () => {
  expect(histogramHeights([16, 4, 1, 0])).toEqual([1, 0.5, 0.25, 0])
})
