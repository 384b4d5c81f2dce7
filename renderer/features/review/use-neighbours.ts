import { useState } from 'react'
import type { PhotoId } from '#core/model/photo'

interface Neighbours {
  /** -1 when the list no longer has the photo. */
  readonly position: number
  readonly next: PhotoId | undefined
  readonly previous: PhotoId | undefined
}

/** What comes before and after a photo, also when a label just made it leave the filtered list: then by where it was. */
export function useNeighbours(ids: Int32Array, photoId: PhotoId): Neighbours {
  const position = ids.indexOf(photoId)
  const [last, setLast] = useState({ photoId, position })
  if (position >= 0 && (last.photoId !== photoId || last.position !== position)) setLast({ photoId, position })
  if (position >= 0) return { position, next: ids[position + 1], previous: ids[position - 1] }
  const was = last.photoId === photoId ? last.position : -1
  return { position, next: was < 0 ? ids[0] : ids[was], previous: was < 0 ? undefined : ids[was - 1] }
}
