import { expect, test } from 'vitest'
import type { ScoreGrid } from '#core/geometry/grid-argmax'
import { lowMarginFraction } from '#core/geometry/low-margin-fraction'

/** Two rows of three nodes with three classes each; leads of 4, 0.5, 0 above and 1, 2, 0.25 below. */
const scores = [
  [5, 1, 0], [0, 2, 1.5], [3, 3, 3],
  [1, 2, 0], [7, 5, 5], [-1, -1.25, -9],
]
const byNode: ScoreGrid = { data: Float32Array.from(scores.flat()), rows: 2, columns: 3, classes: 3, rowStride: 9, columnStride: 3, classStride: 1 }
const byClass: ScoreGrid = {
  data: Float32Array.from([0, 1, 2].flatMap((index) => scores.map((node) => node[index] ?? 0))),
  rows: 2,
  columns: 3,
  classes: 3,
  rowStride: 3,
  columnStride: 1,
  classStride: 6,
}

test.each([['node by node', byNode], ['class by class', byClass]])('counts nodes whose lead is under the margin, %s', (_name, grid) => {
  expect(lowMarginFraction(grid, { columns: 3, rows: 2 }, 1)).toBe(3 / 6)
  expect(lowMarginFraction(grid, { columns: 3, rows: 2 }, 1.01)).toBe(4 / 6)
  expect(lowMarginFraction(grid, { columns: 1, rows: 2 }, 1)).toBe(0)
  expect(lowMarginFraction(grid, { columns: 99, rows: 1 }, 1)).toBe(2 / 3)
  expect(lowMarginFraction(grid, { columns: 0, rows: 0 }, 1)).toBe(0)
})
