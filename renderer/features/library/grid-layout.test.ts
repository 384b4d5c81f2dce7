import { describe, expect, it } from 'vitest'
import { gridLayout, moveIn, positionsIn } from './grid-layout'

// 10 photos, 4 columns: 8 + 4 * (100 + 8) = 440.
const layout = gridLayout(10, 440, 100, 8)

it('fills the width with whole cells', () => {
  expect(layout).toEqual({ columns: 4, rows: 3, cellPx: 100, gapPx: 8, count: 10 })
  // One pixel less: three columns of floor(431 / 3 - 8) = 135.
  expect(gridLayout(10, 439, 100, 8)).toMatchObject({ columns: 3, cellPx: 135, rows: 4 })
  expect(gridLayout(0, 50, 300, 8)).toMatchObject({ columns: 1, rows: 0 })
})

describe('drag rectangle', () => {
  it('takes every cell it touches', () => {
    // Cells of the second column span 116..216.
    expect(positionsIn(layout, { x: 120, y: 10, width: 10, height: 10 })).toEqual([1])
    expect(positionsIn(layout, { x: 100, y: 100, width: 20, height: 20 })).toEqual([0, 1, 4, 5])
  })

  it('misses cells when it stays in a gap, and cells that do not exist', () => {
    expect(positionsIn(layout, { x: 109, y: 0, width: 5, height: 500 })).toEqual([])
    expect(positionsIn(layout, { x: 0, y: 230, width: 440, height: 90 })).toEqual([8, 9])
  })
})

describe('keys', () => {
  const move = (position: number, to: Parameters<typeof moveIn>[2]) => moveIn(layout, position, to, 2)

  it('walks through rows and stops at the ends', () => {
    expect(move(3, 'right')).toBe(4)
    expect(move(0, 'left')).toBe(0)
    expect(move(9, 'right')).toBe(9)
    expect(move(5, 'up')).toBe(1)
    expect(move(1, 'up')).toBe(1)
    expect(move(5, 'down')).toBe(9)
  })

  it('lands on the last photo when the row below is shorter, and stays in the last row', () => {
    expect(move(7, 'down')).toBe(9)
    expect(move(8, 'down')).toBe(8)
  })

  it('pages and ends', () => {
    expect(move(9, 'page-up')).toBe(1)
    expect(move(6, 'page-up')).toBe(2)
    expect(move(0, 'page-down')).toBe(8)
    expect(move(5, 'first')).toBe(0)
    expect(move(5, 'last')).toBe(9)
  })
})
