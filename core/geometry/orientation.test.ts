import { describe, expect, it } from 'vitest'
import { pointToRaw, pointToUpright, rectToRaw, rectToUpright } from '#core/geometry/orientation'
import type { Orientation } from '#core/model/photo'

/** The red rectangle at 40,30,120,60 of a 600 x 400 photo in the eight stored rasters; worked out by hand. */
const stored: readonly (readonly [Orientation, readonly [number, number], readonly [number, number, number, number]])[] = [
  [1, [600, 400], [40, 30, 120, 60]],
  [2, [600, 400], [440, 30, 120, 60]],
  [3, [600, 400], [440, 310, 120, 60]],
  [4, [600, 400], [40, 310, 120, 60]],
  [5, [400, 600], [30, 40, 60, 120]],
  [6, [400, 600], [30, 440, 60, 120]],
  [7, [400, 600], [310, 440, 60, 120]],
  [8, [400, 600], [310, 40, 60, 120]],
]

describe('orientation', () => {
  const upright = { x: 40, y: 30, width: 120, height: 60 }
  it.each(stored)('orientation %i maps the upright box to the stored raster and back', (orientation, [width, height], [x, y, w, h]) => {
    const raw = { x, y, width: w, height: h }
    expect(rectToRaw(upright, orientation, { width, height })).toEqual(raw)
    expect(rectToUpright(raw, orientation, { width, height })).toEqual(upright)
  })

  it.each(stored)('orientation %i returns a point to where it was', (orientation, [width, height]) => {
    const point = { x: 12.5, y: 7.25 }
    const raw = pointToRaw(point, orientation, { width, height })
    expect(pointToUpright(raw, orientation, { width, height })).toEqual(point)
  })
})
