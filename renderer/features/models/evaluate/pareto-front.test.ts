import { expect, test } from 'vitest'
import { paretoFront } from './pareto-front'

test('the front holds what no other beats, the cheapest first', () => {
  const point = (name: string, cost: number, quality: number) => ({ name, cost, quality })
  const points = [point('large', 585, 74.7), point('small', 300, 72), point('old', 575, 70.6), point('twin', 300, 71), point('equal', 524, 72)]
  expect(paretoFront(points).map(({ name }) => name)).toEqual(['small', 'large'])
  expect(paretoFront([])).toEqual([])
})
