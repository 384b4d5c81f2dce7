import { expect, test } from 'vitest'
import { classBalance, HeatMapCounter, HistogramCounter } from './dataset-counts'

test('values fall into bins from their edge on, those outside into the first or last', () => {
  const counter = new HistogramCounter([0, 1, 10, 100])
  for (const value of [-5, 0, 0.99, 1, 9, 10, 100, 5000]) counter.add(value)
  expect(counter.finish()).toEqual({ edges: [0, 1, 10, 100], counts: [3, 2, 3] })
})

test('a label counts in the cells whose middle it covers, a tiny one in the cell it lies in', () => {
  const counter = new HeatMapCounter(4, 2)
  const photo = { width: 400, height: 200 }
  // Middles lie at x 50, 150, 250, 350 and y 50, 150.
  counter.add({ x: 40, y: 0, width: 120, height: 100 }, photo)
  counter.add({ x: 260, y: 160, width: 2, height: 2 }, photo)
  counter.add({ x: 0, y: 0, width: 400, height: 200 }, photo)
  counter.add({ x: 399, y: 199, width: 1, height: 1 }, photo)
  expect([...counter.finish().counts]).toEqual([2, 2, 1, 1, 1, 1, 2, 2])
})

test('balance is 1 for even classes and falls with the odds', () => {
  expect(classBalance([5, 5, 5, 0])).toBe(1)
  // Entropy of 3:1 in bits is 0.811278.
  expect(classBalance([3, 1])).toBeCloseTo(0.811278, 6)
  expect(classBalance([7, 0])).toBeNull()
  expect(classBalance([])).toBeNull()
})
