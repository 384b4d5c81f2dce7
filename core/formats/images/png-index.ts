import type { SizePx } from '#core/model/photo'
import type { PngRows } from './png-rows'
import { readPngRows } from './png-rows'
import type { Inflate } from './sniff-result'

/** Palette index, or gray value, of every pixel; rows top to bottom. */
export interface PngIndices extends SizePx {
  readonly data: Uint8Array
}

const grayColour = 0
const paletteColour = 3

/**
 * Reads a palette or gray PNG of up to eight bits as class indices, not colours. Interlaced files are refused. Throws
 * RangeError saying what does not fit; `inflate` throws what it throws.
 */
export function readPngIndices(bytes: Uint8Array, inflate: Inflate): PngIndices {
  const rows = readPngRows(bytes, inflate, refuseOthers)
  return { width: rows.width, height: rows.height, data: unpackSamples(rows) }
}

function refuseOthers(colour: number, depth: number): string | null {
  if ((colour === paletteColour || colour === grayColour) && depth <= 8) return null
  return `a class mask has a palette or gray values of up to 8 bits, this PNG has colour type ${colour} and ${depth} bits`
}

function unpackSamples({ lines, rowBytes, width, height, depth }: PngRows): Uint8Array {
  const data = new Uint8Array(width * height)
  const mask = (1 << depth) - 1
  for (let y = 0; y < height; y++) {
    const start = y * (rowBytes + 1) + 1
    for (let x = 0; x < width; x++) {
      const bit = x * depth
      data[y * width + x] = (lines[start + (bit >> 3)]! >> (8 - depth - (bit & 7))) & mask
    }
  }
  return data
}
