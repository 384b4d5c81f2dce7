import type { SizePx } from '#core/model/photo'
import { readPngRows } from './png-rows'
import type { Inflate } from './sniff-result'

/** Color of every pixel as 0xRRGGBB, rows top to bottom. */
export interface PngColors extends SizePx {
  readonly data: Uint32Array
}

const samplesPerPixel: Readonly<Record<number, number>> = { 2: 3, 6: 4 }

/**
 * Reads an RGB or RGBA PNG of eight bits by its colors, transparency left out (W3C PNG, third edition, section 11.2.1).
 * Throws RangeError saying what does not fit; `inflate` throws what it throws.
 */
export function readPngColors(bytes: Uint8Array, inflate: Inflate): PngColors {
  const { width, height, lines, rowBytes, colour } = readPngRows(bytes, inflate, (type, depth) =>
    samplesPerPixel[type] !== undefined && depth === 8 ? null : `a color mask has RGB values of 8 bits, this PNG has color type ${type} and ${depth} bits`,
  )
  const step = samplesPerPixel[colour] ?? 3
  const data = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) {
    let at = y * (rowBytes + 1) + 1
    for (let x = 0; x < width; x++, at += step) data[y * width + x] = ((lines[at] ?? 0) << 16) | ((lines[at + 1] ?? 0) << 8) | (lines[at + 2] ?? 0)
  }
  return { width, height, data }
}
