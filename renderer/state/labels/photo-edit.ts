import type { CommandArguments } from '#core/contract/index'
import type { PhotoLabels } from '#core/contract/labels'
import type { Label, Verdict } from '#core/model/label'

/** One step of a person on one photo, as the engine takes it. */
export type PhotoEdit = CommandArguments<'label.edit'>
type VerdictEdit = PhotoEdit['verdicts'][number]

/** The parts of an edit that matter; what is left out stays as it is. */
export interface EditParts {
  readonly put?: PhotoEdit['put']
  readonly remove?: PhotoEdit['remove']
  readonly verdicts?: PhotoEdit['verdicts']
  readonly reviewState?: PhotoEdit['reviewState']
}

export function photoEdit(photoId: number, { put = [], remove = [], verdicts = [], reviewState }: EditParts): PhotoEdit {
  return { photoId, put, remove, verdicts, ...(reviewState === undefined ? {} : { reviewState }) }
}

const verdictKey = ({ modelId, rank }: Pick<VerdictEdit, 'modelId' | 'rank'>): string => `${rank} ${modelId}`

/** What the photo is after the edit, by the engine's rules: removed first, then written; a touched photo is in progress. */
export function appliedEdit(before: PhotoLabels, edit: PhotoEdit): PhotoLabels {
  const removed = new Set(edit.remove)
  const labels = before.labels.filter(({ id }) => !removed.has(id))
  for (const put of edit.put) {
    const label: Label = { ...put, photoId: before.photoId }
    const at = labels.findIndex(({ id }) => id === put.id)
    if (at < 0) labels.push(label)
    else labels[at] = label
  }
  const verdicts = new Map<string, Verdict>(before.verdicts.map((verdict) => [verdictKey(verdict), verdict]))
  for (const { modelId, rank, verdict } of edit.verdicts) {
    if (verdict === null) verdicts.delete(verdictKey({ modelId, rank }))
    else verdicts.set(verdictKey({ modelId, rank }), { modelId, rank, verdict })
  }
  return { photoId: before.photoId, reviewState: stateAfter(before, edit, labels.length), labels, verdicts: [...verdicts.values()] }
}

function stateAfter({ reviewState }: PhotoLabels, edit: PhotoEdit, labels: number): PhotoLabels['reviewState'] {
  if (edit.reviewState !== undefined) return edit.reviewState
  const touched = edit.put.length + edit.remove.length + edit.verdicts.length > 0
  if (reviewState === 'unreviewed' && touched) return 'in-progress'
  return reviewState === 'reviewed-empty' && labels > 0 ? 'reviewed' : reviewState
}

/** The edit that leads from after `edit` back to `before`. */
export function inverseEdit(before: PhotoLabels, edit: PhotoEdit): PhotoEdit {
  const touched = new Set([...edit.put.map(({ id }) => id), ...edit.remove])
  const known = new Set(before.labels.map(({ id }) => id))
  const verdictBefore = new Map(before.verdicts.map((verdict) => [verdictKey(verdict), verdict.verdict]))
  return {
    photoId: before.photoId,
    put: before.labels.filter(({ id }) => touched.has(id)),
    remove: edit.put.map(({ id }) => id).filter((id) => !known.has(id)),
    verdicts: edit.verdicts.map(({ modelId, rank }) => ({ modelId, rank, verdict: verdictBefore.get(verdictKey({ modelId, rank })) ?? null })),
    reviewState: before.reviewState,
  }
}

/** One edit that does the same as `first` and then `second`, of the same photo. */
export function mergedEdits(first: PhotoEdit, second: PhotoEdit): PhotoEdit {
  const removedLater = new Set(second.remove)
  const put = new Map(first.put.filter(({ id }) => !removedLater.has(id)).map((label) => [label.id, label]))
  for (const label of second.put) put.set(label.id, label)
  const verdicts = new Map<string, VerdictEdit>()
  for (const verdict of [...first.verdicts, ...second.verdicts]) verdicts.set(verdictKey(verdict), verdict)
  return photoEdit(first.photoId, {
    put: [...put.values()],
    remove: [...new Set([...first.remove, ...second.remove])].filter((id) => !put.has(id)),
    verdicts: [...verdicts.values()],
    reviewState: second.reviewState ?? first.reviewState,
  })
}
