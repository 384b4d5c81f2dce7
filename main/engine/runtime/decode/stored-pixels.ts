import type { RgbImage } from '#core/geometry/rgb-image'
import type { ImageHeader, PhotoNote } from '#core/model/photo'
import type { Damage } from './damaged-photo'
import type { Reduction } from './plan-reduction'

/** Pixels as stored, not yet upright, possibly reduced. */
export interface StoredPixels {
  readonly image: RgbImage
  readonly notes: readonly PhotoNote[]
  readonly damage: Damage | null
}

/** Whether a damaged photo is an error, or its readable part is wanted for looking at. */
export type DamagePolicy = 'refuse' | 'show'

/** Lends memory for a picture of this many bytes; null when it has not as much. Lent again for the next picture. */
export type PixelRoom = (bytes: number) => Uint8Array | null

export interface DecodeRequest {
  readonly bytes: Uint8Array
  readonly header: ImageHeader
  readonly reduction: Reduction
  readonly damaged: DamagePolicy
  /** Decoders that can write where they are told to use it. */
  readonly room: PixelRoom
}

/** One decoder: throws AppError for damaged and unsupported pictures. */
export type DecodeStored = (request: DecodeRequest) => Promise<StoredPixels>
