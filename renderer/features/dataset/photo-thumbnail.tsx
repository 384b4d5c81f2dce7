import type { PhotoId } from '#core/model/photo'
import { usePhotoTile } from '../../state/use-photo-tile'
import { PhotoTile } from '../../ui/photo-tile'

interface PhotoThumbnailProps {
  readonly photoId: PhotoId
  readonly onOpen: (photoId: PhotoId) => void
}

/** A small picture that opens its photo. */
export function PhotoThumbnail({ photoId, onOpen }: PhotoThumbnailProps) {
  return <PhotoTile {...usePhotoTile(photoId)} action="Open" onOpen={() => onOpen(photoId)} />
}
