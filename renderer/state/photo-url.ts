import type { PhotoVariant } from '#core/contract/photos'
import type { Photo } from '#core/model/photo'

/** Address of a picture of the photo, upright; it changes with the file's content. */
export function photoUrl(photo: Pick<Photo, 'id' | 'contentHash'>, variant: PhotoVariant): string {
  const version = photo.contentHash === null ? '' : `?v=${photo.contentHash.slice(0, 8)}`
  return `photo://${variant}/${photo.id}${version}`
}

/** False for photos whose pixels cannot be had or trusted: asking for their picture would only fail. */
export function hasPicture({ state }: Pick<Photo, 'state'>): boolean {
  return state === 'present' || state === 'listed'
}
