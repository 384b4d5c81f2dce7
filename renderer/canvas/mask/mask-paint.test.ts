import { expect, it } from 'vitest'
import type { Frame } from '../photo-view'
import { regionFor, sampleStep } from './mask-region'
import { sampledSpans, tintRows } from './tint-rows'

const frame = (scale: number, x = 0, y = 0): Frame => ({
  photo: { width: 4000, height: 3000 },
  viewport: { scale, x, y },
  screen: { width: 1000, height: 800 },
  devicePixelRatio: 1,
})

it('samples about as finely as the screen shows, by powers of two', () => {
  expect([32, 1, 0.8, 0.6, 0.5, 0.3, 0.25].map((scale) => sampleStep(frame(scale)))).toEqual([1, 1, 1, 2, 2, 4, 4])
})

it('paints what is on the screen with a fifth to spare, and keeps it while it serves', () => {
  const whole = { x: 0, y: 0, width: 4000, height: 3000 }
  const region = regionFor(whole, frame(1, -1000, -1000), null)
  expect(region).toEqual({ step: 1, x: 800, y: 840, width: 1400, height: 1120 })
  expect(regionFor(whole, frame(1, -1150, -1000), region)).toBe(region)
  expect(regionFor(whole, frame(1, -1250, -1000), region)).not.toBe(region)
  expect(regionFor({ x: 0, y: 0, width: 50, height: 50 }, frame(1, -1000, -1000), null)).toBeNull()
  expect(regionFor({ x: 1500, y: 1500, width: 8, height: 4 }, frame(0.25), null)).toEqual({ step: 4, x: 375, y: 375, width: 2, height: 1 })
})

it('samples a row by the middle of each sample', () => {
  const region = { step: 4, x: 1, width: 3 }
  // Samples stand for columns 2, 6, 10, 14, …; the region begins with 6.
  expect(sampledSpans([0, 3, 6, 7, 11, 14], region)).toEqual([0, 1])
  expect(sampledSpans([0, 40], region)).toEqual([0, 3])
  expect(sampledSpans([3, 6], region)).toEqual([])
  expect(sampledSpans([6, 8, 9, 11], region)).toEqual([0, 2])
})

it('tints the inside and the edge of a mask, but not along the border of the photo', () => {
  const rows = [[0, 4], [0, 4], [0, 4], [1, 3]]
  const region = { step: 1, x: 0, y: 0, width: 5, height: 4 }
  const words = new Uint32Array(20).fill(9)
  tintRows(words, rows, region, { inside: 1, edge: 2 }, 0, 4)
  expect([...words]).toEqual([
    1, 1, 1, 2, 0,
    1, 1, 1, 2, 0,
    2, 1, 1, 2, 0,
    0, 2, 2, 0, 0,
  ])
})
