import { describe, expect, it } from 'vitest'
import { fitViewport, isCrisp, keepReachable, rectToScreen, scaleLimits, toPhoto, zoomTo } from './viewport'

const photo = { width: 4000, height: 3000 }
const screen = { width: 1000, height: 800 }
const limits = { least: 0.1, most: 32 }

describe('fitViewport', () => {
  it('centres a wide photo with the margin left and right', () => {
    // 1000 - 2 * 20 = 960 px for 4000 photo pixels; 3000 * 0.24 = 720, so 40 px remain above and below.
    expect(fitViewport(photo, screen, 20)).toEqual({ scale: 0.24, x: 20, y: 40 })
  })

  it('enlarges a tiny photo 16 times and no further', () => {
    expect(fitViewport({ width: 10, height: 10 }, screen, 20)).toEqual({ scale: 16, x: 420, y: 320 })
  })

  it('copes with a strip', () => {
    const strip = fitViewport({ width: 1, height: 5000 }, screen, 0)
    expect(strip.scale).toBeCloseTo(0.16)
    expect(strip.y).toBe(0)
  })
})

describe('zoomTo', () => {
  const start = fitViewport(photo, screen, 20)
  const cursor = { x: 300, y: 250 }

  it.each([0.12, 0.5, 1, 4, 32])('keeps the photo pixel under the cursor at scale %d', (scale) => {
    const before = toPhoto(start, cursor)
    const after = toPhoto(zoomTo(start, scale, cursor, limits), cursor)
    expect(after.x).toBeCloseTo(before.x, 8)
    expect(after.y).toBeCloseTo(before.y, 8)
  })

  it('stops at the limits', () => {
    expect(zoomTo(start, 1000, cursor, limits).scale).toBe(32)
    expect(zoomTo(start, 0.0001, cursor, limits).scale).toBe(0.1)
  })
})

it('limits are 10 % and 3200 % of device pixels, wider only for photos that need it', () => {
  expect(scaleLimits(photo, screen, 0, 2)).toEqual({ least: 0.05, most: 16 })
  expect(scaleLimits({ width: 100000, height: 10 }, screen, 0, 1).least).toBeCloseTo(0.01)
})

it('a photo cannot be lost off the screen', () => {
  expect(keepReachable({ scale: 1, x: -9000, y: 5000 }, photo, screen)).toEqual({ scale: 1, x: 48 - 4000, y: 800 - 48 })
  expect(keepReachable({ scale: 1, x: -100, y: -50 }, photo, screen)).toEqual({ scale: 1, x: -100, y: -50 })
})

it('maps a rectangle to the screen', () => {
  expect(rectToScreen({ scale: 0.5, x: 10, y: 20 }, { x: 40, y: 30, width: 120, height: 60 })).toEqual({ x: 30, y: 35, width: 60, height: 30 })
})

it('shows square pixels only above 400 %', () => {
  expect(isCrisp({ scale: 4, x: 0, y: 0 }, 1)).toBe(false)
  expect(isCrisp({ scale: 2.1, x: 0, y: 0 }, 2)).toBe(true)
})
