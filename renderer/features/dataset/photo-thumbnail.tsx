import { ImageOff } from 'lucide-react'
import type { PhotoId } from '#core/model/photo'
import { hasPicture, photoUrl } from '../../state/photo-url'
import { useCard } from '../../state/queries'
import { fileName } from '../../ui/format'
import styles from './photo-lists.module.css'

interface PhotoThumbnailProps {
  readonly photoId: PhotoId
  readonly onOpen: (photoId: PhotoId) => void
}

/** A small picture that opens its photo. */
export function PhotoThumbnail({ photoId, onOpen }: PhotoThumbnailProps) {
  const photo = useCard(photoId)?.photo
  const name = photo === undefined ? `Photo ${photoId}` : photo.relativePath
  return (
    <button type="button" className={styles.thumbnail} title={name} aria-label={`Open ${name}`} onClick={() => onOpen(photoId)}>
      {photo !== undefined && hasPicture(photo) ? <img src={photoUrl(photo, 'thumbnail')} alt="" decoding="async" draggable={false} /> : <ImageOff size={18} />}
      <span>{fileName(name)}</span>
    </button>
  )
}
