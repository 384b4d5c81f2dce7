import { AppError } from '#core/contract/errors'
import { sniffImage } from '#core/formats/images/sniff'
import type { RgbImage } from '#core/geometry/rgb-image'
import { type ImageHeader, type PhotoFormat, type PhotoNote, type SizePx, uprightSize } from '#core/model/photo'
import type { Damage } from './damaged-photo'
import { decodeBmpFile } from './decode-bmp-file'
import { decodeHeic } from './decode-heic'
import { decodeJpeg } from './decode-jpeg'
import { decodeWithLibvips } from './decode-with-libvips'
import { orientRgb } from './orient-rgb'
import { jpegSteps, planReduction, powersOfTwo, type Reduction, type ReductionSteps } from './plan-reduction'
import { inflateWithin, readPhotoBytes } from './read-photo'
import type { DamagePolicy, DecodeStored, PixelRoom } from './stored-pixels'

export interface DecodedPhoto {
  /** Upright 8-bit sRGB pixels, perhaps reduced. */
  readonly image: RgbImage
  /** Size of the whole photo once upright: labels are in its pixels. */
  readonly upright: SizePx
  /** The header's notes and what decoding added. */
  readonly notes: readonly PhotoNote[]
  /** Set only when damaged photos were asked for: the pixels are for looking at, never for a model. */
  readonly damage: Damage | null
}

export interface DecodeOptions {
  /**
   * Smallest upright size that suffices. The result keeps the aspect ratio and covers it on both sides,
   * unless the photo is smaller (then it is whole) or larger than the memory budget (then it is reduced).
   */
  readonly atLeast: SizePx
  /** What to do with truncated and corrupt photos; `refuse` unless stated. */
  readonly damaged?: DamagePolicy
  /** Where the pixels may be put; without it they are in memory of their own. */
  readonly room?: PixelRoom
}

const ownMemory: PixelRoom = () => null

const decoders: Readonly<Record<PhotoFormat, DecodeStored>> = {
  jpeg: decodeJpeg,
  png: decodeWithLibvips,
  webp: decodeWithLibvips,
  gif: decodeWithLibvips,
  bmp: decodeBmpFile,
  tiff: decodeWithLibvips,
  avif: decodeWithLibvips,
  heic: decodeHeic,
}

const reductionSteps: Partial<Record<PhotoFormat, ReductionSteps>> = { jpeg: jpegSteps }

/** libvips fits whatever it decodes to the planned size, so a header of other bytes must be found out before. */
function checkHeader(bytes: Uint8Array, header: ImageHeader): void {
  const found = sniffImage(bytes, bytes.length, { inflate: inflateWithin })
  if (found.kind === 'refused') throw new AppError(found.code, found.reason)
  const isSame =
    found.kind === 'image' &&
    found.header.format === header.format &&
    found.header.orientation === header.orientation &&
    found.header.stored.width === header.stored.width &&
    found.header.stored.height === header.stored.height
  if (isSame) return
  throw new AppError('image-damaged', 'The file has changed since it was listed: it holds another picture now.', {
    hint: 'Refresh the folder.',
  })
}

/** Full decodes by libjpeg-turbo may be larger than planned, never of another shape. */
function checkSize(image: SizePx, header: ImageHeader, reduction: Reduction): void {
  const isPlanned = image.width === reduction.target.width && image.height === reduction.target.height
  const isFull = image.width === header.stored.width && image.height === header.stored.height
  if (isPlanned || isFull) return
  throw new AppError(
    'image-damaged',
    `The picture decodes to ${image.width} × ${image.height} pixels, its header says ${header.stored.width} × ${header.stored.height}.`,
  )
}

/**
 * Size that suffices, in the frame of the stored raster. Stretched samples are wanted in full,
 * so that their least and greatest value do not depend on the reduction.
 */
function neededStored(header: ImageHeader, atLeast: SizePx): SizePx {
  return header.notes.includes('float-stretched') ? header.stored : uprightSize(atLeast, header.orientation)
}

/**
 * Decodes a photo to upright 8-bit sRGB: orientation applied, CMYK and other profiles converted, alpha on
 * white, 16 bits scaled, first frame. Reductions depend on the sizes alone, so a photo gives the same pixels
 * on every system with the same decoders (see `decoderInfo`); without libjpeg-turbo, small JPEGs come out about one level lighter.
 *
 * @param source the whole file, or its path
 * @param header from `sniffImage` on the same bytes
 * @throws AppError image-damaged ("truncated", "corrupt data"), unsupported-image, image-too-large, cannot-read
 */
export async function decodePhoto(source: Uint8Array | string, header: ImageHeader, options: DecodeOptions): Promise<DecodedPhoto> {
  const bytes = typeof source === 'string' ? await readPhotoBytes(source) : source
  checkHeader(bytes, header)
  const reduction = planReduction(header.stored, neededStored(header, options.atLeast), reductionSteps[header.format] ?? powersOfTwo)
  const stored = await decoders[header.format]({ bytes, header, reduction, damaged: options.damaged ?? 'refuse', room: options.room ?? ownMemory })
  checkSize(stored.image, header, reduction)
  return {
    image: orientRgb(stored.image, header.orientation),
    upright: uprightSize(header.stored, header.orientation),
    notes: [...header.notes, ...stored.notes],
    damage: stored.damage,
  }
}
