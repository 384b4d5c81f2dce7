import { expect, test } from 'vitest'
import type { ScoreGrid } from '#core/geometry/grid-argmax'
import { meanGridEntropy } from '#core/geometry/mean-grid-entropy'

/**
 * Two rows of two nodes with four classes. Logits ln 1, ln 1, ln 2, ln 4 are shares of 1/8, 1/8, 1/4, 1/2: 1.75 bits of 2. Equal
 * logits are 2 bits, a lead of 100 is none, two equal leaders are 1 bit.
 */
const nodes = [
  [0, 0, Math.LN2, 2 * Math.LN2], [7, 7, 7, 7],
  [100, 0, 0, 0], [50, -50, 50, -50],
]

function byNode(scores: readonly (readonly number[])[], rows: number, columns: number): ScoreGrid {
  return { data: Float32Array.from(scores.flat()), rows, columns, classes: 4, rowStride: columns * 4, columnStride: 4, classStride: 1 }
}

const byClass: ScoreGrid = {
  data: Float32Array.from([0, 1, 2, 3].flatMap((index) => nodes.map((node) => node[index] ?? 0))),
  rows: 2,
  columns: 2,
  classes: 4,
  rowStride: 2,
  columnStride: 1,
  classStride: 4,
}

test.each([['node by node', byNode(nodes, 2, 2)], ['class by class', byClass]])('mean share of the greatest entropy, %s', (_name, grid) => {
  expect(meanGridEntropy(grid, { columns: 2, rows: 2 })).toBeCloseTo((1.75 + 2 + 0 + 1) / 2 / 4, 6)
  expect(meanGridEntropy(grid, { columns: 1, rows: 2 })).toBeCloseTo(1.75 / 2 / 2, 6)
  expect(meanGridEntropy(grid, { columns: 99, rows: 1 })).toBeCloseTo(3.75 / 2 / 2, 6)
  expect(meanGridEntropy(grid, { columns: 0, rows: 0 })).toBe(0)
})

test('shares of 1 are not sent through a softmax again', () => {
  expect(meanGridEntropy(byNode([[0.125, 0.125, 0.25, 0.5]], 1, 1), { columns: 1, rows: 1 })).toBeCloseTo(1.75 / 2, 6)
  expect(meanGridEntropy(byNode([[1, 0, 0, 0]], 1, 1), { columns: 1, rows: 1 })).toBe(0)
})

test('of a large grid every second node counts', () => {
  const sure = [100, 0, 0, 0]
  const unsure = [1, 1, 1, 1]
  const columns = 130
  const grid = byNode(Array.from({ length: columns }, (_, column) => (column % 2 === 0 ? unsure : sure)), 1, columns)
  expect(meanGridEntropy(grid, { columns, rows: 1 })).toBeCloseTo(1, 6)
  expect(meanGridEntropy(grid, { columns: 65, rows: 1 })).toBeCloseTo(33 / 65, 6)
})
