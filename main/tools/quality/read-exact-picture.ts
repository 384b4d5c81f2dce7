import { readFile } from 'node:fs/promises'
import { sniffImage } from '#core/formats/images/sniff'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { SizePx } from '#core/model/photo'
import { decodePhoto } from '../../engine/runtime/decode/decode-photo'

/** The pixels of a picture of exactly this size. Throws Error for another size or what cannot be decoded. */
export async function readExactPicture(path: string, size: SizePx): Promise<RgbImage> {
  const bytes = await readFile(path)
  const found = sniffImage(bytes, bytes.length)
  if (found.kind !== 'image') throw new Error(`${path} is no picture`)
  const { image } = await decodePhoto(bytes, found.header, { atLeast: size })
  if (image.width !== size.width || image.height !== size.height) {
    throw new Error(`${path} is ${image.width} x ${image.height} pixels, not ${size.width} x ${size.height}`)
  }
  return image
}
