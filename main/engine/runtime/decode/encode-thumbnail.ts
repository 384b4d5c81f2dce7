import type { RgbImage } from '#core/geometry/rgb-image'
import { loadJpegTurbo } from './load-jpeg-turbo'
import { loadSharp } from './load-sharp'
import { asBuffer, ownBytes } from './own-bytes'

/**
 * Encodes an image as baseline JPEG.
 *
 * @param quality 1 to 100
 */
export async function encodeThumbnail(image: RgbImage, quality: number): Promise<Uint8Array> {
  const { width, height } = image
  const turbo = loadJpegTurbo()
  if (turbo.available) {
    const { compressSync, FORMAT_RGB, SAMP_420 } = turbo.jpegTurbo
    return ownBytes(compressSync(asBuffer(image.data), { format: FORMAT_RGB, width, height, subsampling: SAMP_420, quality }))
  }
  const { sharp } = loadSharp()
  return ownBytes(await sharp(asBuffer(image.data), { raw: { width, height, channels: 3 } }).jpeg({ quality }).toBuffer())
}
