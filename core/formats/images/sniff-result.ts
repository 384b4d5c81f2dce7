import type { ErrorCode } from '../../contract/errors'
import type { ImageHeader } from '../../model/photo'
import type { DecodeMemory } from './limits'

/** A picture as its header describes it, before limits are applied. */
export interface FoundImage {
  readonly kind: 'image'
  readonly header: ImageHeader
  readonly memory: DecodeMemory
}

/** A file that will not be decoded, with the sentence to show. */
export interface RefusedImage {
  readonly kind: 'refused'
  readonly code: ErrorCode
  readonly reason: string
}

export type HeaderOutcome = FoundImage | RefusedImage

/** Inflates a zlib stream, giving at most `maxBytes`; throws when the stream is broken or longer. */
export type Inflate = (deflated: Uint8Array, maxBytes: number) => Uint8Array

export function refused(code: ErrorCode, reason: string): RefusedImage {
  return { kind: 'refused', code, reason }
}
