import type { ClassLabel, ModelCard } from '#core/model/model-card'
import type { ClassPlan } from '../class-plan'

/** Which logit of a segmenter stands for which class. Logit 0 is the background. */
export interface MaskColumns {
  /** Parent's columns that stay as they are, in front. */
  readonly kept: number
  readonly total: number
  /** Column of each learnt class. */
  readonly ofClass: readonly number[]
  readonly labels: readonly ClassLabel[]
  /** Of each learning column the parent's column it starts from, null for none. */
  readonly startsFrom: readonly (number | null)[]
}

const planners: Readonly<Record<ClassPlan['kept'], (card: ModelCard, classes: ClassPlan) => MaskColumns>> = {
  replace: ({ labels }, { learnt, parentColumns }) => ({
    kept: 0,
    total: learnt.length + 1,
    ofClass: learnt.map((_, index) => index + 1),
    labels: [{ id: 0, name: labels[0]?.name ?? 'background' }, ...learnt.map((name, index) => ({ id: index + 1, name }))],
    startsFrom: [0, ...learnt.map((_, index) => parentColumns[index] ?? null)],
  }),
  extend: ({ labels }, { learnt, parentColumns }) => {
    let total = labels.length
    const ofClass = learnt.map((_, index) => parentColumns[index] ?? total++)
    const added = learnt.filter((_, index) => (parentColumns[index] ?? null) === null)
    const next = 1 + Math.max(-1, ...labels.map(({ id }) => id))
    return { kept: labels.length, total, ofClass, labels: [...labels, ...added.map((name, index) => ({ id: next + index, name }))], startsFrom: added.map(() => null) }
  },
}

/** Columns of the new model's logits. */
export function maskColumns(card: ModelCard, classes: ClassPlan): MaskColumns {
  return planners[classes.kept](card, classes)
}
