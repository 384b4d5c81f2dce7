import type { SizePx } from '../../model/photo'

/**
 * How a decoder gets at the pixels: row by row; only as a whole (up to about 6 bytes per pixel);
 * or as a whole several times over, as video codecs do (measured: up to 18 bytes per pixel).
 */
export type DecodeMemory = 'streamed' | 'buffered' | 'multi-buffered'

/** Most pixels of a picture by what its decoder holds: at most about 0.6 GB, with video codecs about 1 GB. */
export const maxPixels: Readonly<Record<DecodeMemory, number>> = {
  streamed: 300_000_000,
  buffered: 100_000_000,
  'multi-buffered': 60_000_000,
}

/** Longest side of any picture. */
export const maxSidePx = 200_000

/** Most pixels of a decoded picture (96 MB as RGB); anything larger opens reduced. */
export const maxDecodedPixels = 32_000_000

/** Largest file that is read, in bytes. */
export const maxFileBytes = 512 * 1024 * 1024

/** A sentence when a picture of this size is refused, null when it may be decoded. */
export function refuseSize(size: SizePx, memory: DecodeMemory): string | null {
  const dimensions = `${size.width} × ${size.height} pixels`
  if (size.width > maxSidePx || size.height > maxSidePx) {
    return `The picture is ${dimensions}; no side may be longer than ${maxSidePx} pixels.`
  }
  const limit = maxPixels[memory]
  const pixels = size.width * size.height
  if (pixels <= limit) return null
  const kind = memory === 'streamed' ? 'pictures' : 'pictures of this kind'
  return `The picture is ${dimensions} (${Math.round(pixels / 1e6)} megapixels); ${kind} open up to ${limit / 1e6} megapixels.`
}
