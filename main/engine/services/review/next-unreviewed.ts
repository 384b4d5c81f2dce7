import type { CommandArguments, CommandResult } from '#core/contract/index'
import type { PhotoFilter } from '#core/contract/filter'
import type { PhotoState } from '#core/model/photo'
import { openReviewStates } from '#core/model/review-state'
import type { Store } from '../../store/store'

/** States of photos that can be shown to a person. */
const shownStates: readonly PhotoState[] = ['present', 'listed']

/** The filter without what changes while a person reviews: the photo that was just done keeps its place in the order. */
function withoutReview({ reviewStates: _states, labelClassIds: _classes, labelOrigins: _origins, hasLabels: _has, ...rest }: PhotoFilter): PhotoFilter {
  return rest
}

/** See `photo.next-unreviewed`. */
export function nextUnreviewed(store: Store, { filter, sort, afterPhotoId }: CommandArguments<'photo.next-unreviewed'>): CommandResult<'photo.next-unreviewed'> {
  const reviewStates = openReviewStates.filter((state) => filter.reviewStates?.includes(state) ?? true)
  const photoStates = filter.photoState === undefined ? shownStates : shownStates.filter((state) => state === filter.photoState)
  const open = new Set(photoStates.flatMap((photoState) => [...store.query.ids({ ...filter, reviewStates, photoState }, { by: 'added', direction: 'ascending' })]))
  if (open.size === 0) return { photoId: null, left: 0 }
  const order = store.query.ids(withoutReview(filter), sort)
  const start = afterPhotoId === null ? 0 : order.indexOf(afterPhotoId) + 1
  for (let step = 0; step < order.length; step++) {
    const photoId = order[(start + step) % order.length]
    if (photoId !== undefined && open.has(photoId)) return { photoId, left: open.size }
  }
  return { photoId: null, left: 0 }
}
