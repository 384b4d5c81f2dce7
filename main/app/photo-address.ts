import { photoVariants, type PhotoVariant } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'

/** What a `photo://VARIANT/ID?v=VERSION` address asks for. */
export interface PhotoAddress {
  readonly photoId: PhotoId
  readonly variant: PhotoVariant
  /** True with `?v=`: the address changes when the file does, so that the picture may be kept for good. */
  readonly versioned: boolean
}

const largestRowNumber = 2 ** 31 - 1

/** Reads a photo address; null for anything but a known variant and one plain row number. No paths ever come in here. */
export function parsePhotoAddress(url: string): PhotoAddress | null {
  if (!URL.canParse(url)) return null
  const { host, pathname, searchParams } = new URL(url)
  const variant = photoVariants.find((known) => known === host)
  const digits = /^\/([1-9]\d{0,9})$/.exec(pathname)?.[1]
  if (variant === undefined || digits === undefined) return null
  const photoId = Number(digits)
  if (photoId > largestRowNumber) return null
  return { photoId, variant, versioned: searchParams.has('v') }
}
