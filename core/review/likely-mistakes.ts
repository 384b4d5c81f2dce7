import { rectIou, type RectPx } from '#core/geometry/rect'
import type { MistakeKind } from '#core/model/dataset-reports'

/** A label of a finished photo; `bounds` is null for a tag. */
export interface CheckedLabel {
  readonly id: string
  readonly classId: number
  readonly bounds: RectPx | null
}

/** What a model says; `classId` is the project's class, null when it has none for it. `bounds` is null for a tag. */
export interface SurePrediction {
  readonly rank: number
  readonly classId: number | null
  readonly score: number
  readonly bounds: RectPx | null
}

export interface Mistake<Prediction extends SurePrediction> {
  readonly kind: MistakeKind
  readonly score: number
  readonly label: CheckedLabel | null
  readonly prediction: Prediction | null
}

export interface MistakeQuestion<Prediction extends SurePrediction> {
  readonly labels: readonly CheckedLabel[]
  /** All the model says, best first. */
  readonly predictions: readonly Prediction[]
  /** Project classes that the model can give. */
  readonly knownClasses: ReadonlySet<number>
  /** Only as sure as this counts. */
  readonly scoreAtLeast: number
}

/** Boxes that share this much are about the same object; intersection over union, as in PASCAL VOC. */
const sameObjectIou = 0.5
/** Less than this is another place. */
const nearIou = 0.1

/**
 * Where the labels of one photo and a model that is sure disagree: an object no label tells, a label of another class, a label
 * of a class the model knows with nothing of the kind near it. Classes the project has not are no mistake of the labels.
 */
export function likelyMistakes<Prediction extends SurePrediction>(question: MistakeQuestion<Prediction>): Mistake<Prediction>[] {
  const { labels, predictions } = question
  return [
    ...boxMistakes(question, labels.filter(({ bounds }) => bounds !== null), predictions.filter(({ bounds }) => bounds !== null)),
    ...tagMistakes(question, labels.filter(({ bounds }) => bounds === null), predictions.filter(({ bounds }) => bounds === null)),
  ]
}

function boxMistakes<Prediction extends SurePrediction>(
  { knownClasses, scoreAtLeast }: MistakeQuestion<Prediction>,
  labels: readonly CheckedLabel[],
  predictions: readonly Prediction[],
): Mistake<Prediction>[] {
  const mistakes: Mistake<Prediction>[] = []
  const questioned = new Set<CheckedLabel>()
  for (const prediction of predictions) {
    const { classId, score } = prediction
    if (classId === null || score < scoreAtLeast) continue
    const overlapping = labels.filter((label) => iou(label, prediction) >= sameObjectIou)
    if (overlapping.some((label) => label.classId === classId)) continue
    const other = overlapping.find((label) => !questioned.has(label) && !isAgreed(label, predictions, scoreAtLeast))
    if (other !== undefined) {
      questioned.add(other)
      mistakes.push({ kind: 'wrong-class', score, label: other, prediction })
    } else if (overlapping.length === 0 && !labels.some((label) => label.classId === classId && iou(label, prediction) >= nearIou)) {
      mistakes.push({ kind: 'missing', score, label: null, prediction })
    }
  }
  // A model that found nothing at all may just not work on this photo.
  if (predictions.length === 0) return mistakes
  for (const label of labels) {
    if (questioned.has(label) || !knownClasses.has(label.classId)) continue
    const closest = predictions.reduce((best, prediction) => Math.max(best, prediction.classId === label.classId && iou(label, prediction) >= nearIou ? prediction.score : 0), 0)
    if (1 - closest >= scoreAtLeast) mistakes.push({ kind: 'unseen', score: 1 - closest, label, prediction: null })
  }
  return mistakes
}

/** True when the model gives the label its own class there as surely. */
function isAgreed(label: CheckedLabel, predictions: readonly SurePrediction[], scoreAtLeast: number): boolean {
  return predictions.some((prediction) => prediction.classId === label.classId && prediction.score >= scoreAtLeast && iou(label, prediction) >= sameObjectIou)
}

function iou(label: CheckedLabel, prediction: SurePrediction): number {
  return label.bounds === null || prediction.bounds === null ? 0 : rectIou(label.bounds, prediction.bounds)
}

/** A photo without tags was not sorted by tags: that is no mistake. */
function tagMistakes<Prediction extends SurePrediction>(
  { knownClasses, scoreAtLeast }: MistakeQuestion<Prediction>,
  labels: readonly CheckedLabel[],
  predictions: readonly Prediction[],
): Mistake<Prediction>[] {
  const best = predictions[0]
  if (labels.length === 0 || best === undefined || best.classId === null || best.score < scoreAtLeast) return []
  if (labels.some(({ classId }) => classId === best.classId)) return []
  const known = labels.find(({ classId }) => knownClasses.has(classId))
  const kind = known === undefined ? 'missing' : 'wrong-class'
  return [{ kind, score: best.score, label: known ?? null, prediction: best }]
}
