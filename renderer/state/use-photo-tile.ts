import type { PhotoId } from '#core/model/photo'
import { hasPicture, photoUrl } from './photo-url'
import { useCard } from './queries'

/** Path of a photo and the address of its small picture, null while it is not known or where it has none. */
export function usePhotoTile(photoId: PhotoId): { readonly name: string; readonly source: string | null } {
  const photo = useCard(photoId)?.photo
  if (photo === undefined) return { name: `Photo ${photoId}`, source: null }
  return { name: photo.relativePath, source: hasPicture(photo) ? photoUrl(photo, 'thumbnail') : null }
}
