import { readPngColors } from '#core/formats/images/png-colors'
import { readPngIndices } from '#core/formats/images/png-index'
import type { Inflate } from '#core/formats/images/sniff-result'
import type { SizePx } from '#core/model/photo'

/** One number per pixel of a mask PNG: a palette index or gray value, or a color as 0xRRGGBB. */
export interface ClassPicture extends SizePx {
  readonly values: 'indices' | 'colors'
  readonly data: Uint8Array | Uint32Array
}

const rgbColorType = 2
const rgbaColorType = 6

/** Reads a mask PNG of any of these kinds. Throws RangeError saying what does not fit. */
export function readClassPicture(bytes: Uint8Array, inflate: Inflate): ClassPicture {
  const colorType = bytes[25]
  if (colorType === rgbColorType || colorType === rgbaColorType) return { values: 'colors', ...readPngColors(bytes, inflate) }
  return { values: 'indices', ...readPngIndices(bytes, inflate) }
}
