import type { ModelClasses } from '#core/evaluate/evaluation-measure'
import { measures } from '#core/evaluate/measures'
import type { PhotoTruth } from '#core/evaluate/photo-truth'
import type { ModelCard } from '#core/model/model-card'
import type { PhotoId } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import { modelClassNames } from '#core/review/class-name'
import type { Store } from '../../store/store'
import { classNames, isBackground, positionIn, truthOf } from '../evaluate/read-truth'
import { ProjectClasses } from '../review/project-classes'

/** What a person said of photos, by their path, and how the model's classes are read. Plain data. */
export interface ReviewedLabels {
  /** Of the judged classes: those of the project that the model knows. */
  readonly names: readonly string[]
  readonly classes: ModelClasses
  readonly truths: ReadonlyMap<string, PhotoTruth>
}

/** Labels of reviewed photos that say something about the model's answers. */
export function reviewedLabels(store: Store, card: ModelCard, reviewed: ReadonlyMap<string, PhotoId>): ReviewedLabels {
  const measure = measures[card.task]
  const names = classNames(store)
  const meanings = new ProjectClasses(store, Date.now).meanings(card)
  const judged = store.classes.ids().filter((id) => meanings.includes(id) && !isBackground(card.task, names.get(id)))
  const sizes = new Map(store.photos.byIds([...reviewed.values()]).map(({ id, width, height }) => [id, { width, height }]))
  const truths = new Map<string, PhotoTruth>()
  for (const [path, photoId] of reviewed) {
    const labels = store.labels.ofPhoto(photoId)
    const size = sizes.get(photoId)
    if (size === undefined || size.width === 0 || !labels.some(({ classId, geometry }) => judged.includes(classId) && measure.counts(geometry))) continue
    truths.set(path, truthOf(card.task, judged, names, size, labels))
  }
  return {
    names: judged.map((id) => names.get(id) ?? ''),
    classes: { names: modelClassNames(card.labels), judged: meanings.map((id) => positionIn(judged, id)), indicesInReference: card.labels.map((_, index) => index) },
    truths,
  }
}

/** How right answers to a photo are by its labels, 0..1; null for a photo without any. */
export function correctnessOf({ names, classes, truths }: ReviewedLabels, path: string): ((answer: Prediction) => number) | null {
  const truth = truths.get(path)
  if (truth === undefined) return null
  return (answer) => {
    const parts = { tags: answer.task === 'classification' ? answer.tags : [], boxes: answer.task === 'detection' ? answer.boxes : [], mask: answer.task === 'segmentation' ? answer.mask : null }
    return measures[answer.task].judge({ answer: parts, classes }, truth, names).score
  }
}
