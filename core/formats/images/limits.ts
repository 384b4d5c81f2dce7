import type { SizePx } from '../../model/photo'

/** Most pixels of a picture that its decoder reads strip by strip, holding a few rows at a time. */
export const maxStreamedPixels = 300_000_000

/** Most pixels of a picture that its decoder can only hold as a whole (up to about 6 bytes per pixel). */
export const maxBufferedPixels = 100_000_000

/** Longest side of any picture. */
export const maxSidePx = 200_000

/** Most pixels of a decoded picture (96 MB as RGB); anything larger opens reduced. */
export const maxDecodedPixels = 32_000_000

/** Largest file that is read, in bytes. */
export const maxFileBytes = 512 * 1024 * 1024

/** How a decoder gets at the pixels: row by row, or only as a whole. */
export type DecodeMemory = 'streamed' | 'buffered'

/** A sentence when a picture of this size is refused, null when it may be decoded. */
export function refuseSize(size: SizePx, memory: DecodeMemory): string | null {
  const dimensions = `${size.width} × ${size.height} pixels`
  if (size.width > maxSidePx || size.height > maxSidePx) {
    return `The picture is ${dimensions}; no side may be longer than ${maxSidePx} pixels.`
  }
  const limit = memory === 'streamed' ? maxStreamedPixels : maxBufferedPixels
  const pixels = size.width * size.height
  if (pixels <= limit) return null
  const kind = memory === 'streamed' ? 'pictures' : 'pictures of this kind'
  return `The picture is ${dimensions} (${Math.round(pixels / 1e6)} megapixels); ${kind} open up to ${limit / 1e6} megapixels.`
}
