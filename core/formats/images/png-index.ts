import type { SizePx } from '#core/model/photo'
import { ByteReader } from './byte-reader'
import type { Inflate } from './sniff-result'

/** Palette index, or gray value, of every pixel; rows top to bottom. */
export interface PngIndices extends SizePx {
  readonly data: Uint8Array
}

const signature = '\x89PNG\r\n\x1a\n'
const grayColour = 0
const paletteColour = 3

/**
 * Reads a palette or gray PNG of up to eight bits as class indices, not colours (W3C PNG, third edition, sections 7, 9
 * and 11). Interlaced files are refused. Throws RangeError saying what does not fit; `inflate` throws what it throws.
 */
export function readPngIndices(bytes: Uint8Array, inflate: Inflate): PngIndices {
  const reader = new ByteReader(bytes)
  if (reader.text(0, 8) !== signature || reader.text(12, 4) !== 'IHDR') throw new RangeError('not a PNG file')
  const width = reader.u32(16)
  const height = reader.u32(20)
  const depth = reader.u8(24)
  const colour = reader.u8(25)
  if ((colour !== paletteColour && colour !== grayColour) || depth > 8) {
    throw new RangeError(`a class mask has a palette or gray values of up to 8 bits, this PNG has colour type ${colour} and ${depth} bits`)
  }
  if (reader.u8(28) !== 0) throw new RangeError('interlaced class masks are not supported')
  const rowBytes = Math.ceil((width * depth) / 8)
  const lines = inflate(pictureData(reader), height * (rowBytes + 1))
  if (lines.length !== height * (rowBytes + 1)) throw new RangeError(`the PNG holds ${lines.length} bytes of pixels, ${height * (rowBytes + 1)} expected`)
  undoFilters(lines, rowBytes, height)
  return { width, height, data: unpackSamples(lines, width, height, depth) }
}

function pictureData(reader: ByteReader): Uint8Array {
  const parts: Uint8Array[] = []
  let at = 8
  while (reader.text(at + 4, 4) !== 'IEND') {
    const length = reader.u32(at)
    if (reader.text(at + 4, 4) === 'IDAT') parts.push(reader.slice(at + 8, length))
    at += 12 + length
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let to = 0
  for (const part of parts) {
    whole.set(part, to)
    to += part.length
  }
  return whole
}

/** What a filter adds to a byte, from the bytes to the left, above, and above left (section 9.2). */
type Predictor = (left: number, above: number, corner: number) => number

const predictors: readonly Predictor[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const estimate = left + above - corner
    const toLeft = Math.abs(estimate - left)
    const toAbove = Math.abs(estimate - above)
    const toCorner = Math.abs(estimate - corner)
    if (toLeft <= toAbove && toLeft <= toCorner) return left
    return toAbove <= toCorner ? above : corner
  },
]

/** Up to eight bits per pixel, the byte to the left is always the one before. */
function undoFilters(lines: Uint8Array, rowBytes: number, height: number): void {
  const step = rowBytes + 1
  for (let y = 0; y < height; y++) {
    const start = y * step
    const filter = lines[start] ?? 0
    const predict = predictors[filter]
    if (predict === undefined) throw new RangeError(`PNG row ${y} has filter ${filter}`)
    for (let x = 1; x <= rowBytes; x++) {
      const left = x > 1 ? lines[start + x - 1]! : 0
      const above = y > 0 ? lines[start + x - step]! : 0
      const corner = x > 1 && y > 0 ? lines[start + x - step - 1]! : 0
      lines[start + x] = lines[start + x]! + predict(left, above, corner)
    }
  }
}

function unpackSamples(lines: Uint8Array, width: number, height: number, depth: number): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8)
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
