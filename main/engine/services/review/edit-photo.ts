import { checkBinaryMask } from '#core/geometry/binary-mask'
import { AppError } from '#core/contract/errors'
import type { CommandArguments } from '#core/contract/index'
import type { PhotoLabels } from '#core/contract/labels'
import type { PhotoId } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'
import type { NewLabel } from '../../store/label-store'
import type { Store } from '../../store/store'

export type PhotoEdit = CommandArguments<'label.edit'>

/** Throws `not-found` for an unknown photo. */
export function photoLabels(store: Store, photoId: PhotoId): PhotoLabels {
  return {
    photoId,
    reviewState: store.labels.reviewState(photoId),
    labels: store.labels.ofPhoto(photoId),
    verdicts: store.verdicts.ofPhoto(photoId),
  }
}

/**
 * One step of a person on one photo, all of it or nothing, on the drive when this resolves. The same edit twice is the same
 * as once, so that a caller who got no answer may send it again. Rejects with `not-found`, `bad-input`, `disk-full`, `busy`, `cannot-write`.
 */
export async function editPhoto(store: Store, edit: PhotoEdit, nowMs: number): Promise<PhotoLabels> {
  for (const label of edit.put) checkMask(label)
  await store.connection.durably(() => {
    const before = store.labels.reviewState(edit.photoId)
    const classIds = new Set(store.classes.ids())
    store.labels.remove(edit.photoId, edit.remove)
    for (const label of edit.put) {
      if (!classIds.has(label.classId)) {
        throw new AppError('not-found', 'The class of this label is no longer in the project.', { hint: 'Give the label another class.' })
      }
      store.labels.put(edit.photoId, label, nowMs)
    }
    setVerdicts(store, edit)
    store.labels.setReviewState(edit.photoId, stateAfter(before, edit, store.labels.count(edit.photoId)))
  })
  return photoLabels(store, edit.photoId)
}

function checkMask({ geometry }: NewLabel): void {
  if (geometry.kind !== 'mask') return
  try {
    checkBinaryMask(geometry.mask)
  } catch (error) {
    throw new AppError('bad-input', 'The mask of this label is damaged.', { cause: error })
  }
}

function setVerdicts(store: Store, { photoId, verdicts }: PhotoEdit): void {
  for (const { modelId, rank, verdict } of verdicts) {
    if (verdict === null) {
      store.verdicts.clear(photoId, modelId, rank)
      continue
    }
    const answer = store.verdicts.answers([photoId], modelId).get(photoId)
    if (answer === undefined) throw new AppError('not-found', `"${modelId}" has no answer for this photo.`, { hint: 'Run the model on it again.' })
    store.verdicts.set(answer, rank, verdict)
  }
}

function stateAfter(before: ReviewState, edit: PhotoEdit, labels: number): ReviewState {
  if (edit.reviewState === 'reviewed-empty' && labels > 0) {
    throw new AppError('bad-input', 'A photo with labels is not empty.', { hint: 'Remove its labels, or mark it as reviewed.' })
  }
  if (edit.reviewState !== undefined) return edit.reviewState
  const isChanged = edit.put.length + edit.remove.length + edit.verdicts.length > 0
  if (before === 'unreviewed' && isChanged) return 'in-progress'
  return before === 'reviewed-empty' && labels > 0 ? 'reviewed' : before
}
