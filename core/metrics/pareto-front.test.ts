import { expect, it } from 'vitest'
import { paretoFront } from '#core/metrics/pareto-front'

it('keeps what nothing beats, cheapest first', () => {
  const points = [
    { worth: 0.72, cost: 300 },
    { worth: 0.7, cost: 310 },
    { worth: 0.65, cost: 100 },
    { worth: 0.6, cost: 120 },
    { worth: 0.75, cost: 580 },
  ]
  expect(paretoFront(points)).toEqual([2, 0, 4])
})

it('of equal cost keeps the better, of equal worth the cheaper', () => {
  expect(paretoFront([{ worth: 0.5, cost: 10 }, { worth: 0.6, cost: 10 }])).toEqual([1])
  expect(paretoFront([{ worth: 0.5, cost: 10 }, { worth: 0.5, cost: 9 }])).toEqual([1])
})

it('keeps points that are equal in both', () => {
  expect(paretoFront([{ worth: 0.5, cost: 10 }, { worth: 0.5, cost: 10 }, { worth: 0.4, cost: 11 }])).toEqual([0, 1])
})

it('leaves out points without a value', () => {
  expect(paretoFront([{ worth: Number.NaN, cost: 1 }, { worth: 0.1, cost: 2 }, { worth: 0.9, cost: Number.POSITIVE_INFINITY }])).toEqual([1])
  expect(paretoFront([])).toEqual([])
})
