import type { TuneReport } from '#core/contract/tune'
import { bootstrapInterval } from '#core/metrics/bootstrap-interval'
import type { PhotoId } from '#core/model/photo'
import type { Judgement, TuneTask } from './tune-task'

/** What the parent and the new model say of one held-out photo. */
export interface JudgedPhoto {
  readonly photoId: PhotoId
  /** null when the parent could not answer it. */
  readonly before: Judgement | null
  readonly after: Judgement
}

export type MeasuredQuality = Pick<TuneReport, 'before' | 'after' | 'gain' | 'classes' | 'confusion' | 'worst' | 'photos'>

const draws = 500
const worstPhotos = 50

/**
 * Quality on held-out photos with 95 % bootstrap intervals; before and after on the same photos. `knowsClasses` is false where the
 * parent has none of the classes: then there is no before.
 */
export function measure(task: TuneTask, photos: readonly JudgedPhoto[], names: readonly string[], parent: 'knows-classes' | 'knows-none', seed: number): MeasuredQuality {
  const after = photos.map((photo) => photo.after)
  const both = photos.flatMap(({ before, after: now }) => (before === null ? [] : [{ before, after: now }]))
  const hasBefore = parent === 'knows-classes' && both.length > 0
  const value = (judgements: readonly Judgement[]): { readonly value: number; readonly interval: readonly [number, number] } => ({
    value: task.metric(judgements),
    interval: bootstrapInterval(judgements.length, (positions) => task.metric(positions.flatMap((at) => judgements[at] ?? [])), { draws, seed }),
  })
  const gainOf = (pairs: typeof both): number => task.metric(pairs.map((pair) => pair.after)) - task.metric(pairs.map((pair) => pair.before))
  return {
    photos: photos.length,
    before: hasBefore ? value(both.map(({ before }) => before)) : null,
    after: value(after),
    gain: hasBefore ? { value: gainOf(both), interval: bootstrapInterval(both.length, (positions) => gainOf(positions.flatMap((at) => both[at] ?? [])), { draws, seed }) } : null,
    classes: task.classScores(after, names),
    confusion: task.confusion(after, names),
    worst: photos
      .filter((photo) => photo.after.correctness < 1)
      .toSorted((a, b) => a.after.correctness - b.after.correctness || b.after.confidence - a.after.confidence || a.photoId - b.photoId)
      .slice(0, worstPhotos)
      .map(({ photoId, after: { truth, said, confidence, correctness } }) => ({ photoId, truth, said, confidence, correctness })),
  }
}
