import { ByteReader } from './byte-reader'
import type { Inflate } from './sniff-result'

/** The rows of a PNG after inflating and undoing the filters, samples still packed. */
export interface PngRows {
  readonly width: number
  readonly height: number
  /** Colour type and bits per sample of section 11.2.1. */
  readonly colour: number
  readonly depth: number
  /** A filter byte, then `rowBytes` of samples, for every row. */
  readonly lines: Uint8Array
  readonly rowBytes: number
  /** Red, green, blue triples of the palette; null without one. */
  readonly palette: Uint8Array | null
}

const signature = '\x89PNG\r\n\x1a\n'
const samplesPerPixel: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/**
 * Reads the samples of a PNG that is not interlaced (W3C PNG, third edition, sections 7, 9 and 11). `accepts` refuses
 * colour types and depths before anything is inflated. Throws RangeError saying what does not fit; `inflate` throws what
 * it throws.
 */
export function readPngRows(bytes: Uint8Array, inflate: Inflate, accepts: (colour: number, depth: number) => string | null): PngRows {
  const reader = new ByteReader(bytes)
  if (reader.text(0, 8) !== signature || reader.text(12, 4) !== 'IHDR') throw new RangeError('not a PNG file')
  const width = reader.u32(16)
  const height = reader.u32(20)
  const depth = reader.u8(24)
  const colour = reader.u8(25)
  const samples = samplesPerPixel[colour]
  const refusal = samples === undefined ? `there is no colour type ${colour}` : accepts(colour, depth)
  if (samples === undefined || refusal !== null) throw new RangeError(refusal ?? '')
  if (reader.u8(28) !== 0) throw new RangeError('interlaced class masks are not supported')
  const rowBytes = Math.ceil((width * depth * samples) / 8)
  const chunks = readChunks(reader)
  const lines = inflate(chunks.pixels, height * (rowBytes + 1))
  if (lines.length !== height * (rowBytes + 1)) throw new RangeError(`the PNG holds ${lines.length} bytes of pixels, ${height * (rowBytes + 1)} expected`)
  undoFilters(lines, rowBytes, height, Math.max(1, (depth * samples) >> 3))
  return { width, height, colour, depth, lines, rowBytes, palette: chunks.palette }
}

function readChunks(reader: ByteReader): { pixels: Uint8Array; palette: Uint8Array | null } {
  const parts: Uint8Array[] = []
  let palette: Uint8Array | null = null
  let at = 8
  while (reader.text(at + 4, 4) !== 'IEND') {
    const length = reader.u32(at)
    const type = reader.text(at + 4, 4)
    if (type === 'IDAT') parts.push(reader.slice(at + 8, length))
    if (type === 'PLTE') palette = reader.slice(at + 8, length)
    at += 12 + length
  }
  const pixels = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let to = 0
  for (const part of parts) {
    pixels.set(part, to)
    to += part.length
  }
  return { pixels, palette }
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

/** `pixelBytes` is the distance to the same sample of the pixel to the left, at least one. */
function undoFilters(lines: Uint8Array, rowBytes: number, height: number, pixelBytes: number): void {
  const step = rowBytes + 1
  for (let y = 0; y < height; y++) {
    const start = y * step
    const filter = lines[start] ?? 0
    const predict = predictors[filter]
    if (predict === undefined) throw new RangeError(`PNG row ${y} has filter ${filter}`)
    for (let x = 1; x <= rowBytes; x++) {
      const left = x > pixelBytes ? lines[start + x - pixelBytes]! : 0
      const above = y > 0 ? lines[start + x - step]! : 0
      const corner = x > pixelBytes && y > 0 ? lines[start + x - step - pixelBytes]! : 0
      lines[start + x] = lines[start + x]! + predict(left, above, corner)
    }
  }
}
