import type { ClassLabel, ModelCard } from '#core/model/model-card'
import type { ClassPlan } from '../class-plan'
import type { HeadOrder } from '../tune-task'
import { ssdPredictors } from './ssd-predictors'

/** Which score column of a detector stands for which class. */
export interface DetectionColumns {
  /** Parent's columns that stay as they are, in front. */
  readonly kept: number
  /** Columns that learn. */
  readonly learning: number
  /** Learning column of each learnt class; null for one whose column is the parent's and stays. */
  readonly ofClass: readonly (number | null)[]
  /** Class list of the new model: column c is the class with id c + 1. */
  readonly labels: readonly ClassLabel[]
  /** For each learning column the parent's column of the same class, null where it has none. */
  readonly startsFrom: readonly (number | null)[]
}

type Planner = (card: ModelCard, classes: ClassPlan, parentColumns: number) => DetectionColumns

function columnOf(card: ModelCard, position: number | null): number | null {
  const label = position === null ? undefined : card.labels[position]
  return label === undefined ? null : label.id - 1
}

const planners: Readonly<Record<ClassPlan['kept'], Planner>> = {
  replace: (card, { learnt, parentColumns }) => ({
    kept: 0,
    learning: learnt.length,
    ofClass: learnt.map((_, index) => index),
    labels: learnt.map((name, index) => ({ id: index + 1, name })),
    startsFrom: learnt.map((_, index) => columnOf(card, parentColumns[index] ?? null)),
  }),
  extend: (card, { learnt, parentColumns }, kept) => {
    let learning = 0
    const ofClass = learnt.map((_, index) => ((parentColumns[index] ?? null) === null ? learning++ : null))
    const added = learnt.filter((_, index) => ofClass[index] !== null)
    return {
      kept,
      learning,
      ofClass,
      labels: [...card.labels, ...added.map((name, index) => ({ id: kept + index + 1, name }))],
      startsFrom: added.map(() => null),
    }
  },
}

/** Scores are independent of each other, so that new classes stand beside the parent's without touching them. */
export function detectionColumns({ card, graph, classes }: Pick<HeadOrder, 'card' | 'graph' | 'classes'>): DetectionColumns {
  return planners[classes.kept](card, classes, ssdPredictors(graph).columns)
}
