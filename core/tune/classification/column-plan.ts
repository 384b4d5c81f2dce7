import { AppError } from '#core/contract/errors'
import type { ClassLabel, ModelCard } from '#core/model/model-card'
import type { Graph } from '#core/onnx/graph'
import type { ClassPlan } from '../class-plan'
import { classifierLayer } from './classifier-layer'
import type { FrozenColumns } from './linear-head'

/** Which column of the new last layer stands for which class. */
export interface ColumnPlan {
  /** Parent's columns that stay, in front; 0 when the new model knows the learnt classes alone. */
  readonly kept: number
  readonly total: number
  readonly frozen: FrozenColumns | null
  /** Column of each learnt class. */
  readonly ofClass: readonly number[]
}

const known = new WeakMap<Graph, WeakMap<ClassPlan, ColumnPlan>>()

/** Throws `bad-input` where classes of a model that gives one answer are to stand beside independent ones. */
export function columnPlan(graph: Graph, classes: ClassPlan): ColumnPlan {
  const plans = known.get(graph) ?? new WeakMap<ClassPlan, ColumnPlan>()
  known.set(graph, plans)
  const plan = plans.get(classes) ?? planners[classes.kept](graph, classes)
  plans.set(classes, plan)
  return plan
}

const planners: Readonly<Record<ClassPlan['kept'], (graph: Graph, classes: ClassPlan) => ColumnPlan>> = {
  replace: (_graph, { learnt }) => ({ kept: 0, total: learnt.length, frozen: null, ofClass: learnt.map((_, index) => index) }),
  extend: (graph, classes) => {
    if (classes.answer === 'many-classes') {
      throw new AppError('bad-input', 'Classes that a photo can have together cannot stand beside the model’s own, of which a photo has one.', {
        hint: 'Learn one class per photo, or leave the model’s own classes out.',
      })
    }
    const { weights, biases } = classifierLayer(graph)
    let total = biases.length
    const ofClass = classes.parentColumns.map((column) => column ?? total++)
    return { kept: biases.length, total, frozen: { weights, biases }, ofClass }
  },
}

/** The class list of the new model, by column. New ids go on behind the parent's highest. */
export function labelsOfPlan(card: ModelCard, classes: ClassPlan): ClassLabel[] {
  return labelLists[classes.kept](card, classes)
}

const labelLists: Readonly<Record<ClassPlan['kept'], (card: ModelCard, classes: ClassPlan) => ClassLabel[]>> = {
  replace: (_card, { learnt }) => learnt.map((name, id) => ({ id, name })),
  extend: ({ labels }, { learnt, parentColumns }) => {
    const added = learnt.filter((_, index) => (parentColumns[index] ?? null) === null)
    const next = 1 + Math.max(-1, ...labels.map(({ id }) => id))
    return [...labels, ...added.map((name, position) => ({ id: next + position, name }))]
  },
}
