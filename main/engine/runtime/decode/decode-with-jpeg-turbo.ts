import type { RgbImage } from '#core/geometry/rgb-image'
import type { JpegTurbo } from './load-jpeg-turbo'
import { asBuffer, ownBytes } from './own-bytes'

/**
 * Decodes a gray or three-component JPEG in full.
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
