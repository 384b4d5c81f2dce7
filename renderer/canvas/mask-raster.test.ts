import { expect, it } from 'vitest'
import { classAt, reduceMask, tintMask } from './mask-raster'

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
  expect(reduceMask(mask, 2)).toEqual({ width: 2, height: 2, indices: Uint8Array.of(0, 7, 9, 9) })
})

it('leaves a small mask alone and keeps a strip at least one sample wide', () => {
  expect(reduceMask(mask, 10)).toBe(mask)
  expect(reduceMask({ width: 1, height: 100, indices: new Uint8Array(100) }, 10)).toMatchObject({ width: 1, height: 10 })
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
