import type { RgbImage } from '#core/geometry/rgb-image'
import { resize } from '#core/geometry/resize'

/** Raised when the same photo would get other bits than before. */
export const fingerprintMethod = 1

/** Side of the picture that is looked at, and of the square of low frequencies that gives the bits. */
const sidePx = 32
const frequencies = 8
/** Differences of brightness (of 255) below this in all frequencies leave nothing to tell photos apart by. */
const leastDetail = 2

/**
 * The 64 bits by which photos that look alike are found: a DCT of the photo in gray at 32 x 32, one bit for each of the 8 x 8
 * lowest frequencies, set where it is above the median (after C. Zauner, "Implementation and Benchmarking of Perceptual Image
 * Hash Functions", 2010, section 3.2.1; the mean counts as 0, and changes along one axis alone count too). null for a
 * picture without detail, such as a plain colour.
 */
export function perceptualHash(image: RgbImage): Uint8Array | null {
  const gray = grayOf(resize(image, { x: 0, y: 0, width: image.width, height: image.height }, sidePx, sidePx))
  const coefficients = lowFrequencies(gray)
  if (Math.max(...coefficients.map(Math.abs)) < leastDetail) return null
  const sorted = Float64Array.from(coefficients).sort()
  const middle = sorted.length / 2
  const median = ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  const bits = new Uint8Array(8)
  for (const [index, value] of coefficients.entries()) {
    if (value > median) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7))
  }
  return bits
}

/** Luma of ITU-R BT.601. */
function grayOf({ data, width, height }: RgbImage): Float64Array {
  const gray = new Float64Array(width * height)
  for (let at = 0; at < gray.length; at++) {
    gray[at] = 0.299 * (data[at * 3] ?? 0) + 0.587 * (data[at * 3 + 1] ?? 0) + 0.114 * (data[at * 3 + 2] ?? 0)
  }
  return gray
}

/** DCT-II, scaled so that a coefficient is a difference of brightness; 64 values row by row, the mean left at 0. */
function lowFrequencies(gray: Float64Array): Float64Array {
  const rows = new Float64Array(sidePx * frequencies)
  for (let y = 0; y < sidePx; y++) {
    for (let u = 0; u < frequencies; u++) {
      let sum = 0
      for (let x = 0; x < sidePx; x++) sum += (gray[y * sidePx + x] ?? 0) * wave(u, x)
      rows[y * frequencies + u] = sum
    }
  }
  const coefficients = new Float64Array(frequencies * frequencies)
  for (let v = 0; v < frequencies; v++) {
    for (let u = 0; u < frequencies; u++) {
      let sum = 0
      for (let y = 0; y < sidePx; y++) sum += (rows[y * frequencies + u] ?? 0) * wave(v, y)
      coefficients[v * frequencies + u] = (sum * 4) / (sidePx * sidePx)
    }
  }
  coefficients[0] = 0
  return coefficients
}

function wave(frequency: number, at: number): number {
  return Math.cos((Math.PI * frequency * (2 * at + 1)) / (2 * sidePx))
}
