import type { MaskShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import { maskOfValue } from './mask-pixels'

/** A mask over the whole photo from pixels of a part of it; 0 is outside, what leaves the photo is cut off. */
export function placeMask(part: Uint8Array, partSize: SizePx, left: number, top: number, size: SizePx): MaskShape {
  const pixels = new Uint8Array(size.width * size.height)
  for (let y = 0; y < partSize.height; y++) {
    const toY = y + top
    if (toY < 0 || toY >= size.height) continue
    for (let x = 0; x < partSize.width; x++) {
      const toX = x + left
      if (toX >= 0 && toX < size.width && part[y * partSize.width + x] !== 0) pixels[toY * size.width + toX] = 1
    }
  }
  return maskOfValue(pixels, size, 1)
}

/** Pixels of a part of a mask, 1 inside. */
export function cutMask(pixels: Uint8Array, size: SizePx, left: number, top: number, partSize: SizePx): Uint8Array {
  const part = new Uint8Array(partSize.width * partSize.height)
  for (let y = 0; y < partSize.height; y++) {
    const from = (y + top) * size.width + left
    part.set(pixels.subarray(from, from + partSize.width), y * partSize.width)
  }
  return part
}
