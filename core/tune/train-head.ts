import type { TrainableHead } from './trainable-head'
import { trainInBatches } from './train-in-batches'
import { refitToWholeSet, trainOnWholeSet } from './train-on-whole-set'
import type { TrainingPlan } from './training-plan'
import type { SampleSource, TrainingHooks, TrainingSource, TrainingState } from './training-source'

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

type Refitter<Plan> = <Target>(head: TrainableHead<Target>, plan: Plan, samples: SampleSource<Target>, state: TrainingState, hooks: TrainingHooks) => Promise<'fitted' | 'as-it-was'>

const refitters: { readonly [Kind in TrainingPlan['kind']]: Refitter<Extract<TrainingPlan, { kind: Kind }>> } = {
  'whole-set': async (head, plan, samples, state, hooks) => {
    await refitToWholeSet(head, plan, samples, state, hooks)
    return 'fitted'
  },
  // Without photos to stop by, more steps would only guess.
  'mini-batches': async () => 'as-it-was',
}

/**
 * Fits the best head to the photos that chose it as well, where the plan has an optimum that needs none to stop by. From then on they
 * tell nothing of its quality.
 */
export function refitHead<Target>(head: TrainableHead<Target>, plan: TrainingPlan, samples: SampleSource<Target>, state: TrainingState, hooks: TrainingHooks): Promise<'fitted' | 'as-it-was'> {
  const refitter = refitters[plan.kind] as Refitter<TrainingPlan>
  return refitter(head, plan, samples, state, hooks)
}
