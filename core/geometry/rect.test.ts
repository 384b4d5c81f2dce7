import { describe, expect, it } from 'vitest'
import { clipRect, intersectionArea, rectIou } from '#core/geometry/rect'

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })

describe('rectangles', () => {
  it('clips to a picture', () => {
    const picture = { width: 100, height: 50 }
    expect(clipRect(rect(-10, -5, 30, 30), picture)).toEqual(rect(0, 0, 20, 25))
    expect(clipRect(rect(90, 40, 30.5, 30), picture)).toEqual(rect(90, 40, 10, 10))
    expect(clipRect(rect(10, 10, 5, 5), picture)).toEqual(rect(10, 10, 5, 5))
  })

  it('leaves nothing of what is outside or empty', () => {
    expect(clipRect(rect(100, 0, 10, 10), { width: 100, height: 50 })).toBeNull()
    expect(clipRect(rect(5, 5, 0, 10), { width: 100, height: 50 })).toBeNull()
  })

  it('measures overlap', () => {
    expect(intersectionArea(rect(0, 0, 10, 10), rect(5, 5, 10, 10))).toBe(25)
    expect(rectIou(rect(0, 0, 10, 10), rect(5, 5, 10, 10))).toBe(25 / 175)
    expect(rectIou(rect(0, 0, 10, 10), rect(0, 0, 10, 10))).toBe(1)
    expect(rectIou(rect(0, 0, 10, 10), rect(10, 0, 10, 10))).toBe(0)
    expect(rectIou(rect(3, 3, 0, 0), rect(3, 3, 0, 0))).toBe(0)
  })
})
