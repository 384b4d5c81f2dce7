import { expect, it } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import { classAt, rasterOf, tintMask } from './mask-raster'

const mask = {
  width: 4,
  height: 4,
  indices: Uint8Array.of(
    0, 0, 7, 7,
    0, 0, 7, 7,
    0, 0, 7, 7,
    9, 9, 9, 9,
  ),
}

it('halves a mask by its middle samples', () => {
  // The samples at 1.0 -> 1 and 3.0 -> 3 of each axis.
  expect(rasterOf(packMask(mask.indices, mask), 2)).toEqual({ width: 2, height: 2, indices: Uint8Array.of(0, 7, 9, 9) })
})

it('thirds a mask by its middle samples', () => {
  // 6 x 3 to 2 x 1: columns 1.5 -> 1 and 4.5 -> 4 of row 1.5 -> 1.
  const wide = { width: 6, height: 3 }
  const indices = Uint8Array.of(1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 8)
  expect(rasterOf(packMask(indices, wide), 2)).toEqual({ width: 2, height: 1, indices: Uint8Array.of(3, 6) })
})

it('keeps a small mask pixel by pixel and a strip at least one sample wide', () => {
  expect(rasterOf(packMask(mask.indices, mask), 10)).toEqual(mask)
  expect(rasterOf(packMask(new Uint8Array(100), { width: 1, height: 100 }), 10)).toMatchObject({ width: 1, height: 10 })
})

it('tints at 45 % with an opaque edge towards other classes and none at the border of the photo', () => {
  const pixels = tintMask(mask, (index) => (index === 7 ? [10, 20, 30] : null), 1)
  const alpha = Array.from({ length: 16 }, (_, at) => pixels[at * 4 + 3])
  expect(alpha).toEqual([
    0, 0, 255, 115,
    0, 0, 255, 115,
    0, 0, 255, 255,
    0, 0, 0, 0,
  ])
  expect([...pixels.slice(8, 11)]).toEqual([10, 20, 30])
})

it('reads the class under a point of the photo', () => {
  const photo = { width: 400, height: 400 }
  expect(classAt(mask, photo, { x: 250, y: 50 })).toBe(7)
  expect(classAt(mask, photo, { x: 0, y: 399.9 })).toBe(9)
  expect(classAt(mask, photo, { x: 400, y: 0 })).toBeNull()
})
