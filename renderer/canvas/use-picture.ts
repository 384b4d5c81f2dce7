import { useEffect, useState } from 'react'
import type { Photo } from '#core/model/photo'
import { hasPicture, photoUrl } from '../state/photo-url'
import type { PhotoView } from './photo-view'
import { PictureCache } from './picture-cache'

const pictures = new PictureCache()

/** Shows the thumbnail at once and the photo itself when it is decoded; the error when that fails. */
export function usePicture(view: PhotoView | null, photo: Photo): Error | null {
  const [failure, setFailure] = useState<{ readonly url: string; readonly error: Error } | null>(null)
  const { id, contentHash, width, height } = photo
  const showable = hasPicture(photo)
  const url = photoUrl({ id, contentHash }, 'view')

  useEffect(() => {
    if (view === null) return
    let left = false
    let complete = false
    view.setPhoto({ width, height }, null)
    if (!showable) return
    const thumbnail = new Image()
    thumbnail.src = photoUrl({ id, contentHash }, 'thumbnail')
    thumbnail.decode().then(
      () => {
        if (!left && !complete) view.setPicture(thumbnail)
      },
      // Without a thumbnail the photo itself is waited for; its failure is the one that is told.
      () => undefined,
    )
    pictures.load(url).then(
      (picture) => {
        if (left) return
        complete = true
        view.setPicture(picture)
      },
      (error: Error) => {
        if (!left) setFailure({ url, error })
      },
    )
    return () => {
      left = true
    }
  }, [view, id, contentHash, width, height, showable, url])

  return failure?.url === url ? failure.error : null
}

/** Loads pictures before they are asked for. */
export function usePreload(urls: readonly string[]): void {
  const key = urls.join(' ')
  useEffect(() => {
    for (const url of key === '' ? [] : key.split(' ')) {
      // A neighbour that cannot be shown says so when the person gets there.
      pictures.load(url).catch(() => undefined)
    }
  }, [key])
}
