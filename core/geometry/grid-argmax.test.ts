import { describe, expect, it } from 'vitest'
import type { ScoreGrid } from '#core/geometry/grid-argmax'
import { gridArgmax } from '#core/geometry/grid-argmax'
import { seededRandom } from '#core/testing/seeded-random'

function pixels(grid: ScoreGrid, columns: Float64Array, rows: Float64Array): number[] {
  const out: number[] = []
  gridArgmax(grid, columns, rows, (runs) => {
    let x = 0
    for (let run = 0; run < runs.count; run++) {
      for (; x < (runs.ends[run] ?? 0); x++) out.push(runs.classes[run] ?? -1)
    }
  })
  return out
}

/** Every pixel and every class, nothing clever. */
function naive(grid: ScoreGrid, columns: Float64Array, rows: Float64Array): number[] {
  const score = (y: number, x: number, index: number): number =>
    grid.data[y * grid.rowStride + x * grid.columnStride + index * grid.classStride] ?? NaN
  const out: number[] = []
  for (const gy of rows) {
    const y0 = Math.min(Math.floor(gy), Math.max(0, grid.rows - 2))
    const y1 = Math.min(y0 + 1, grid.rows - 1)
    for (const gx of columns) {
      const x0 = Math.min(Math.floor(gx), Math.max(0, grid.columns - 2))
      const x1 = Math.min(x0 + 1, grid.columns - 1)
      let best = -Infinity
      let leader = -1
      for (let index = 0; index < grid.classes; index++) {
        const left = score(y0, x0, index) * (1 - (gy - y0)) + score(y1, x0, index) * (gy - y0)
        const right = score(y0, x1, index) * (1 - (gy - y0)) + score(y1, x1, index) * (gy - y0)
        const value = left * (1 - (gx - x0)) + right * (gx - x0)
        if (value > best) {
          best = value
          leader = index
        }
      }
      out.push(leader)
    }
  }
  return out
}

function randomGrid(seed: number, rows: number, columns: number, classes: number, value: (random: () => number) => number): ScoreGrid {
  const random = seededRandom(seed)
  const data = Float32Array.from({ length: rows * columns * classes }, () => value(random))
  return seed % 2 === 0
    ? { data, rows, columns, classes, rowStride: columns * classes, columnStride: classes, classStride: 1 }
    : { data, rows, columns, classes, rowStride: columns, columnStride: 1, classStride: rows * columns }
}

const spread = (length: number, last: number): Float64Array =>
  Float64Array.from({ length }, (_, index) => Math.min(last, Math.max(0, ((index + 0.5) / length) * (last + 0.3) - 0.1)))

describe('gridArgmax', () => {
  it('finds the crossing of two straight lines', () => {
    const grid = { data: Float32Array.of(4, 0, 0, 6), rows: 1, columns: 2, classes: 2, rowStride: 4, columnStride: 2, classStride: 1 }
    // 4 - 4t against 6t: equal at t = 0.4, where the lower class wins
    const columns = Float64Array.of(0, 0.25, 0.375, 0.5, 1)
    expect(pixels(grid, columns, Float64Array.of(0))).toEqual([0, 0, 0, 1, 1])
  })

  it('gives ties to the lower class', () => {
    const grid = { data: new Float32Array(12).fill(2), rows: 2, columns: 2, classes: 3, rowStride: 6, columnStride: 3, classStride: 1 }
    expect(pixels(grid, Float64Array.of(0, 0.5, 1), Float64Array.of(0.5))).toEqual([0, 0, 0])
  })

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('equals the plain computation on noise, seed %i', (seed) => {
    const random = seededRandom(seed + 100)
    const size = (max: number): number => 1 + Math.floor(random() * max)
    const rows = size(7)
    const columns = size(7)
    const grid = randomGrid(seed, rows, columns, size(21), (next) => next() * 10 - 5)
    const xs = spread(size(90), columns - 1)
    const ys = spread(size(60), rows - 1)
    expect(pixels(grid, xs, ys)).toEqual(naive(grid, xs, ys))
  })

  it.each(Array.from({ length: 20 }, (_, seed) => seed))('equals the plain computation with many ties, seed %i', (seed) => {
    const grid = randomGrid(seed, 5, 6, 8, (next) => Math.floor(next() * 3))
    // eighths keep the interpolation exact, so that ties are ties
    const xs = Float64Array.from({ length: 41 }, (_, index) => index / 8)
    const ys = Float64Array.from({ length: 33 }, (_, index) => index / 8)
    expect(pixels(grid, xs, ys)).toEqual(naive(grid, xs, ys))
  })
})
