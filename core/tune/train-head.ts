import type { TrainableHead } from './trainable-head'
import { trainInBatches } from './train-in-batches'
import { trainOnWholeSet } from './train-on-whole-set'
import type { TrainingPlan } from './training-plan'
import type { TrainingHooks, TrainingSource, TrainingState } from './training-source'

/** What training starts from besides the head. */
export interface TrainingStart {
  readonly seed: number
  /** A state stored before, to go on from; null for a new training. */
  readonly from: TrainingState | null
}

type Trainer<Plan> = <Target>(head: TrainableHead<Target>, plan: Plan, source: TrainingSource<Target>, hooks: TrainingHooks, start: TrainingStart) => Promise<TrainingState>

const trainers: { readonly [Kind in TrainingPlan['kind']]: Trainer<Extract<TrainingPlan, { kind: Kind }>> } = {
  'whole-set': (head, plan, source, hooks, { from }) => trainOnWholeSet(head, plan, source, hooks, from),
  'mini-batches': (head, plan, source, hooks, { from, seed }) => trainInBatches(head, plan, source, hooks, from, seed),
}

/** Trains as the plan says and leaves the parameters of the lowest validation loss in the head. Throws what the hooks throw. */
export function trainHead<Target>(head: TrainableHead<Target>, plan: TrainingPlan, source: TrainingSource<Target>, hooks: TrainingHooks, start: TrainingStart): Promise<TrainingState> {
  const trainer = trainers[plan.kind] as Trainer<TrainingPlan>
  return trainer(head, plan, source, hooks, start)
}
