import { ImageOff } from 'lucide-react'
import { useEffect } from 'react'
import { useLibraryView } from '../../state/library-view'
import { goTo, reviewPhoto } from '../../state/navigation'
import { presentError } from '../../state/notices'
import { usePhotoSelection } from '../../state/photo-selection'
import { useLibraryIds } from '../../state/queries'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { useReviewEngine } from './queries'

/** Finds the photo to begin with: the one chosen in the library, else the first that is not reviewed, else the first. */
export function ReviewStart() {
  const engine = useReviewEngine()
  const { ids, query } = useLibraryIds()
  const isLoaded = query.data !== undefined && !query.isPlaceholderData
  useEffect(() => {
    const first = ids[0]
    if (!isLoaded || first === undefined) return
    const { focusId } = usePhotoSelection.getState()
    if (focusId !== null && ids.includes(focusId)) {
      reviewPhoto(focusId)
      return
    }
    const { filter, sort } = useLibraryView.getState()
    engine.nextUnreviewed(filter, sort, null).then(({ photoId }) => reviewPhoto(photoId ?? first), presentError)
  }, [engine, ids, isLoaded])

  if (!isLoaded || ids.length > 0) return null
  return (
    <EmptyState
      icon={<ImageOff size={32} />}
      title="No photo to review"
      text="The library shows no photo at the moment: its filter is too narrow, or no folder was added yet."
      action={
        <Button look="primary" onClick={() => goTo('library')}>
          To the library
        </Button>
      }
    />
  )
}
