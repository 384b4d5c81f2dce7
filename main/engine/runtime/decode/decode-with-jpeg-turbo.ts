import type { RgbImage } from '#core/geometry/rgb-image'
import type { JpegTurbo } from './load-jpeg-turbo'
import { asBuffer, ownBytes } from './own-bytes'

/**
 * Decodes a gray or three-component JPEG in full. The binding always takes the fast inverse DCT: against the
 * exact one of libvips, levels are 1.0 apart on average (0.8 darker) and 13 at most, measured on photos.
 *
 * @returns null when libjpeg-turbo reports an error or as much as a warning; its binding does not say which
 */
export function decodeWithJpegTurbo(jpegTurbo: JpegTurbo, bytes: Uint8Array): RgbImage | null {
  try {
    const { data, width, height } = jpegTurbo.decompressSync(asBuffer(bytes), { format: jpegTurbo.FORMAT_RGB })
    return { width, height, data: ownBytes(data) }
  } catch {
    // The binding's message is empty ("No error"): the caller decodes again where reasons are given.
    return null
  }
}
