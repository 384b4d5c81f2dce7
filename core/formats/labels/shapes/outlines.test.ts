import { describe, expect, it } from 'vitest'
import { seededRandom } from '#core/testing/seeded-random'
import type { MaskShape } from '#core/model/dataset'
import { clipRing } from './clip-ring'
import { joinRings } from './join-rings'
import { maskOfValue } from './mask-pixels'
import { polygonToPixels } from './rasterize-polygon'
import { ringArea } from './ring-area'
import { shapeBounds } from './shape-bounds'
import { traceMask } from './trace-mask'

const size = { width: 6, height: 5 }
const maskOf = (rows: readonly string[]): MaskShape => maskOfValue(Uint8Array.from(rows.join(''), Number), { width: rows[0]?.length ?? 0, height: rows.length }, 1)

describe('traceMask', () => {
  it('walks around pixels and holes', () => {
    const { rings } = traceMask(maskOf(['0000', '0111', '0101', '0111']))
    expect(rings).toEqual([
      { points: [1, 1, 4, 1, 4, 4, 1, 4], hole: false },
      { points: [2, 2, 2, 3, 3, 3, 3, 2], hole: true },
    ])
  })

  it('keeps parts apart that touch at a corner', () => {
    const { rings } = traceMask(maskOf(['10', '01']))
    expect(rings.map(({ points }) => points)).toEqual([[0, 0, 1, 0, 1, 1, 0, 1], [1, 1, 2, 1, 2, 2, 1, 2]])
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('covers the same pixels when it is drawn, also as one ring, seed %i', (seed) => {
    const random = seededRandom(seed)
    const pixels = new Uint8Array(30).map(() => (random() < 0.55 ? 1 : 0))
    const traced = traceMask(maskOfValue(pixels, size, 1))
    expect(polygonToPixels(traced, size)).toEqual(pixels)
    const joined = joinRings(traced)
    expect(joined.rings).toHaveLength(1)
    expect(polygonToPixels(joined, size)).toEqual(pixels)
  })
})

describe('clipRing', () => {
  it('cuts a corner off', () => {
    // A square from -2,-2 to 2,2 leaves the quarter inside.
    const clipped = clipRing([-2, -2, 2, -2, 2, 2, -2, 2], { width: 10, height: 10 })
    expect(Math.abs(ringArea(clipped))).toBe(4)
    expect(shapeBounds({ kind: 'polygon', rings: [{ points: clipped, hole: false }] })).toEqual({ x: 0, y: 0, width: 2, height: 2 })
  })

  it('leaves nothing of what is outside', () => {
    expect(clipRing([20, 20, 30, 20, 30, 30], { width: 10, height: 10 })).toEqual([])
  })
})

describe('shapeBounds', () => {
  it('is the pixels a mask touches', () => {
    expect(shapeBounds(maskOf(['0000', '0010', '0110', '0000']))).toEqual({ x: 1, y: 1, width: 2, height: 2 })
    expect(shapeBounds(maskOf(['0001', '1000']))).toEqual({ x: 0, y: 0, width: 4, height: 2 })
  })
})
