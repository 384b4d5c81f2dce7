import { AppError } from '#core/contract/errors'
import { isCutShort } from '#core/formats/images/cut-short'
import type { PhotoFormat } from '#core/model/photo'

export type Damage = 'truncated' | 'corrupt data'

const sentences: Readonly<Record<Damage, string>> = {
  truncated: 'The picture is truncated: the file ends before all of it is there.',
  'corrupt data': 'The picture has corrupt data: a part of it cannot be decoded.',
}

/** The error for a photo whose pixels cannot be trusted. */
export function damagedPhoto(damage: Damage, cause?: unknown): AppError {
  return new AppError('image-damaged', sentences[damage], {
    hint: 'Copy the file again from its source, then retry.',
    ...(cause === undefined ? {} : { cause }),
  })
}

const truncatedMessage = /premature end|unexpected end|out of (order|data)|not enough data|end of (file|data)/i
const unsupportedMessage = /unsupported|not supported|not been built|not configured|not implemented|unimplemented|no decod|unable to load/i
const outOfMemoryMessage = /out of memory|pixel limit|exceeds limit|too large|security limit|allocat/i

/** Which damage a decoder's complaint means: the structure of the file decides before the words. */
export function damageOf(bytes: Uint8Array, format: PhotoFormat, message: string): Damage {
  if (isCutShort(bytes, format)) return 'truncated'
  return truncatedMessage.test(message) ? 'truncated' : 'corrupt data'
}

/** Turns whatever a decoder threw into an error with a sentence. */
export function decodeError(bytes: Uint8Array, format: PhotoFormat, cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const message = cause instanceof Error ? cause.message : String(cause)
  if (isCutShort(bytes, format)) return damagedPhoto('truncated', cause)
  if (outOfMemoryMessage.test(message)) {
    return new AppError('image-too-large', 'The picture needs more memory than is allowed for one photo.', { cause })
  }
  if (unsupportedMessage.test(message)) {
    return new AppError('unsupported-image', `This variant of ${format.toUpperCase()} is not supported.`, {
      hint: 'Convert the photo to an ordinary JPEG or PNG.',
      cause,
    })
  }
  return damagedPhoto(damageOf(bytes, format, message), cause)
}
