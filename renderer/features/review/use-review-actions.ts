import type { PhotoId } from '#core/model/photo'
import { useAction } from '../../state/actions'
import { useLibraryView } from '../../state/library-view'
import { openDialog, reviewPhoto } from '../../state/navigation'
import { notify, presentError } from '../../state/notices'
import { formatAmount } from '../../ui/format'
import type { PolygonPoints } from './polygon-points'
import type { ReviewEngine } from './queries'
import type { ReviewDesk } from './review-desk'
import { say, useReviewView } from './review-view'

interface Neighbours {
  readonly photoId: PhotoId
  readonly next: PhotoId | undefined
  readonly previous: PhotoId | undefined
}

/** Everything in Review that has a key, a button or a line in the palette. */
export function useReviewActions(desk: ReviewDesk, points: PolygonPoints, engine: ReviewEngine, { photoId, next, previous }: Neighbours): void {
  useAction('review.accept', () => desk.accept())
  useAction('review.refuse', () => points.remove() || desk.refuse())
  useAction('review.next-point', () => points.step(1))
  useAction('review.previous-point', () => points.step(-1))
  useAction('review.add-point', () => points.insert())
  useAction('review.accept-photo', () => desk.acceptPhoto())
  useAction('review.accept-all', () => openDialog('accept-all'))
  useAction('review.done', () => desk.setState('reviewed'))
  useAction('review.empty', () => desk.setState('reviewed-empty'))
  useAction('review.undo', () => desk.undo())
  useAction('review.redo', () => desk.redo())
  useAction('review.next-object', () => desk.step(1))
  useAction('review.previous-object', () => desk.step(-1))
  useAction('review.lock', () => desk.toggleLock())
  useAction('review.hide', () => desk.toggleHidden())
  useAction('review.show-all', () => useReviewView.setState({ hiddenIds: new Set() }))
  useAction('review.copy', () => void desk.copyToNext().catch(presentError))
  useAction('review.ghosts', () => useReviewView.setState(({ ghostsShown }) => ({ ghostsShown: !ghostsShown })))
  useAction('review.next-open', () => void goToNextOpen(engine, photoId).catch(presentError))
  useAction('viewer.next', () => goTo(next), { enabled: next !== undefined })
  useAction('viewer.previous', () => goTo(previous), { enabled: previous !== undefined })
}

function goTo(photoId: PhotoId | undefined): void {
  if (photoId === undefined) return
  say('')
  reviewPhoto(photoId)
}

async function goToNextOpen(engine: ReviewEngine, photoId: PhotoId): Promise<void> {
  const { filter, sort } = useLibraryView.getState()
  const { photoId: found, left } = await engine.nextUnreviewed(filter, sort, photoId)
  if (found === null) notify('Every photo of this list is reviewed.')
  else if (found === photoId) notify('This is the last one that is not reviewed.')
  else {
    reviewPhoto(found)
    say(`${formatAmount(left, 'photo')} not reviewed yet`)
  }
}
