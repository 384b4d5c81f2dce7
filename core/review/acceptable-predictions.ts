import { backgroundClassName } from '#core/model/background-class'
import { rectIou } from '#core/geometry/rect'
import type { ClassId, LabelSummary } from '#core/model/label'
import type { ClassLabel } from '#core/model/model-card'
import type { Area, Box, Tag } from '#core/model/prediction'

/** One prediction that can become a label. */
export interface AcceptablePrediction {
  /** As in a verdict: place in the model's answer, class index of a mask. */
  readonly rank: number
  readonly classIndex: number
  /** Of a mask the share of the photo's pixels. */
  readonly score: number
  readonly shape: { readonly kind: 'tag' } | { readonly kind: 'mask' } | { readonly kind: 'box'; readonly box: Box }
}

/** What a model answered, all of it and best first. */
export interface WholeAnswer {
  readonly tags: readonly Tag[]
  readonly boxes: readonly Box[]
  readonly areas: readonly Area[]
}

/** Two boxes of one class that share this much are the same object; intersection over union. */
const sameObjectIou = 0.5

/**
 * The predictions from `threshold` up that nobody has judged yet. A mask has no score: every class in it counts but the
 * background.
 */
export function acceptablePredictions(
  answer: WholeAnswer,
  labels: readonly ClassLabel[],
  threshold: number,
  judgedRanks: ReadonlySet<number>,
): readonly AcceptablePrediction[] {
  const all: readonly AcceptablePrediction[] = [
    ...answer.tags.map(({ index, score }, rank) => ({ rank, classIndex: index, score, shape: { kind: 'tag' } as const })),
    ...answer.boxes.map((box, rank) => ({ rank, classIndex: box.index, score: box.score, shape: { kind: 'box', box } as const })),
    ...answer.areas.map(({ index, fraction }) => ({ rank: index, classIndex: index, score: fraction, shape: { kind: 'mask' } as const })),
  ]
  return all.filter(({ rank, classIndex, score, shape }) => {
    if (judgedRanks.has(rank) || labels[classIndex]?.name === backgroundClassName) return false
    if (shape.kind === 'box' && (shape.box.width <= 0 || shape.box.height <= 0)) return false
    return shape.kind === 'mask' || score >= threshold
  })
}

/** True when a label of this class already says the same: the same tag, a box on the same object, any mask or outline of the class. */
export function isCovered({ shape }: AcceptablePrediction, classId: ClassId, labels: readonly Pick<LabelSummary, 'classId' | 'geometry'>[]): boolean {
  return labels.some((label) => {
    if (label.classId !== classId) return false
    const { geometry } = label
    switch (shape.kind) {
      case 'tag':
        return geometry.kind === 'tag'
      case 'box':
        return geometry.kind === 'box' && rectIou(geometry, shape.box) >= sameObjectIou
      case 'mask':
        return geometry.kind === 'mask' || geometry.kind === 'polygon'
    }
  })
}
