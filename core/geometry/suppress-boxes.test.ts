import { describe, expect, it } from 'vitest'
import type { BoxCandidates } from '#core/geometry/suppress-boxes'
import { suppressBoxes } from '#core/geometry/suppress-boxes'

function candidates(rows: readonly (readonly [score: number, classIndex: number, ...edges: number[]])[]): BoxCandidates {
  return {
    count: rows.length,
    scores: Float32Array.from(rows, (row) => row[0]),
    classes: Int32Array.from(rows, (row) => row[1]),
    edges: Float32Array.from(rows.flatMap((row) => row.slice(2))),
  }
}

describe('suppressBoxes', () => {
  // 10 x 10 boxes moved sideways by d share (10 - d) / (10 + d)
  const rule = { maximumIou: 0.6, limit: 10 }

  it('drops what overlaps a better box of its class', () => {
    const boxes = candidates([
      [0.5, 1, 2, 0, 12, 10],
      [0.9, 1, 0, 0, 10, 10],
      [0.4, 1, 3, 0, 13, 10],
      [0.3, 2, 0, 0, 10, 10],
    ])
    // shared with the best: 8 / 12 = 0.67 goes, 7 / 13 = 0.54 stays; the fourth is of another class
    expect(suppressBoxes(boxes, rule)).toEqual([1, 2, 3])
  })

  it('lets a dropped box drop nothing', () => {
    const boxes = candidates([
      [0.9, 0, 0, 0, 10, 10],
      [0.8, 0, 2, 0, 12, 10],
      [0.7, 0, 4, 0, 14, 10],
    ])
    expect(suppressBoxes(boxes, rule)).toEqual([0, 2])
  })

  it('keeps a box that shares exactly the limit', () => {
    const boxes = candidates([
      [0.9, 0, 0, 0, 2, 1],
      [0.8, 0, 0, 0, 1, 1],
    ])
    expect(suppressBoxes(boxes, { maximumIou: 0.5, limit: 10 })).toEqual([0, 1])
  })

  it('stops at the limit and keeps the order of equal scores', () => {
    const boxes = candidates([
      [0.25, 0, 0, 0, 1, 1],
      [0.5, 0, 2, 0, 3, 1],
      [0.5, 0, 4, 0, 5, 1],
      [0.75, 0, 6, 0, 7, 1],
    ])
    expect(suppressBoxes(boxes, { maximumIou: 0.6, limit: 3 })).toEqual([3, 1, 2])
  })

  it('answers nothing for nothing', () => {
    expect(suppressBoxes(candidates([]), rule)).toEqual([])
  })
})
