import type { PhotoId } from '#core/model/photo'
import { usePhoto } from '../../state/queries'
import { PhotoFacts } from './photo-facts'

/** The facts of one photo, once they are known. */
export function PhotoFactsOf({ photoId }: { readonly photoId: PhotoId }) {
  const { data } = usePhoto(photoId)
  return data === undefined ? null : <PhotoFacts card={data} />
}
