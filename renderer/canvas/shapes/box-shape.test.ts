import { describe, expect, it } from 'vitest'
import { drawnBox, handleAt, movedBox, resizedBox } from './box-shape'

const photo = { width: 100, height: 80 }
const rect = { x: 20, y: 30, width: 40, height: 20 }

describe('drawing', () => {
  it('goes in any direction and lands on whole pixels', () => {
    expect(drawnBox({ x: 50.4, y: 60.6 }, { x: 9.6, y: 20.2 }, photo)).toEqual({ x: 10, y: 20, width: 40, height: 41 })
  })

  it('stays inside the photo', () => {
    expect(drawnBox({ x: -30, y: 70 }, { x: 130, y: 500 }, photo)).toEqual({ x: 0, y: 70, width: 100, height: 10 })
  })

  it('makes no box of a drag under a pixel or outside', () => {
    expect(drawnBox({ x: 10, y: 10 }, { x: 10.4, y: 40 }, photo)).toBeNull()
    expect(drawnBox({ x: -10, y: 10 }, { x: -2, y: 40 }, photo)).toBeNull()
  })
})

describe('moving', () => {
  it('stops at every edge with its size kept', () => {
    expect(movedBox(rect, -99, 99, photo)).toEqual({ x: 0, y: 60, width: 40, height: 20 })
    expect(movedBox(rect, 99, -99, photo)).toEqual({ x: 60, y: 0, width: 40, height: 20 })
  })

  it('keeps the fraction of a predicted box while it moves by whole pixels', () => {
    expect(movedBox({ ...rect, x: 20.25 }, 3.4, 0, photo)).toEqual({ ...rect, x: 23.25 })
  })
})

describe('resizing', () => {
  const right = { horizontal: 'right', vertical: null } as const
  const topLeft = { horizontal: 'left', vertical: 'top' } as const

  it('moves only the edges of the handle', () => {
    expect(resizedBox(rect, right, 5, 50, photo)).toEqual({ x: 20, y: 30, width: 45, height: 20 })
    expect(resizedBox(rect, topLeft, -5, 10, photo)).toEqual({ x: 15, y: 40, width: 45, height: 10 })
  })

  it('turns over beyond the opposite edge and stays in the photo', () => {
    expect(resizedBox(rect, right, -55, 0, photo)).toEqual({ x: 5, y: 30, width: 15, height: 20 })
    expect(resizedBox(rect, right, 500, 0, photo)).toEqual({ x: 20, y: 30, width: 80, height: 20 })
    expect(resizedBox(rect, topLeft, -500, -500, photo)).toEqual({ x: 0, y: 0, width: 60, height: 50 })
  })

  it('keeps one pixel, also at the edge of the photo', () => {
    expect(resizedBox(rect, right, -40, 0, photo)).toEqual({ x: 20, y: 30, width: 1, height: 20 })
    expect(resizedBox({ x: 90, y: 0, width: 10, height: 10 }, { horizontal: 'left', vertical: null }, 10, 0, photo)).toEqual({ x: 99, y: 0, width: 1, height: 10 })
  })
})

it('finds the nearest handle within the slack', () => {
  expect(handleAt(rect, { x: 61, y: 51 }, 4)).toEqual({ horizontal: 'right', vertical: 'bottom' })
  expect(handleAt(rect, { x: 40, y: 29 }, 4)).toEqual({ horizontal: null, vertical: 'top' })
  expect(handleAt(rect, { x: 40, y: 40 }, 4)).toBeNull()
})
