import { sniffImage } from '#core/formats/images/sniff'
import type { ImageHeader } from '#core/model/photo'
import { type DecodedPhoto, decodePhoto } from '../decode-photo'
import { inflateWithin } from '../read-photo'
import type { DamagePolicy } from '../stored-pixels'

const fullSize = { width: 1_000_000, height: 1_000_000 }

/** The header of bytes that must be an image. */
export function headerOf(bytes: Uint8Array): ImageHeader {
  const sniffed = sniffImage(bytes, bytes.length, { inflate: inflateWithin })
  if (sniffed.kind !== 'image') throw new Error(JSON.stringify(sniffed))
  return sniffed.header
}

/** Sniffs and decodes in full, or as small as `atLeastPx` allows. */
export function decodeBytes(bytes: Uint8Array, atLeastPx?: number, damaged?: DamagePolicy): Promise<DecodedPhoto> {
  const atLeast = atLeastPx === undefined ? fullSize : { width: atLeastPx, height: atLeastPx }
  return decodePhoto(bytes, headerOf(bytes), { atLeast, ...(damaged === undefined ? {} : { damaged }) })
}

/** The RGB levels of one pixel. */
export function pixelAt({ image }: DecodedPhoto, x: number, y: number): number[] {
  const at = (y * image.width + x) * 3
  return [...image.data.subarray(at, at + 3)]
}
