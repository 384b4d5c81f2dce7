import type { TuneEpoch } from '#core/contract/tune'
import type { Sample } from './trainable-head'

/** Samples that are read when they are needed: memory holds a batch. */
export interface SampleSource<Target> {
  readonly count: number
  /** In the order asked; valid until the next call. */
  read(indexes: readonly number[]): Promise<readonly Sample<Target>[]>
}

/** What training works with. */
export interface TrainingSource<Target> {
  readonly train: SampleSource<Target>
  /** Loss and metric of the head as it is now, on photos that are not trained on. */
  validate(): Promise<{ readonly loss: number; readonly metric: number }>
}

/** Everything training needs to go on as if it had never stopped. */
export interface TrainingState {
  readonly epochs: readonly TuneEpoch[]
  readonly bestEpoch: number | null
  readonly best: Float32Array
  readonly parameters: Float32Array
  /** Momentum of each parameter; empty where the plan has none. */
  readonly velocity: Float32Array
  /** Found rate, or place in the list of strengths. */
  readonly rate: number | null
  readonly finished: boolean
}

export interface TrainingHooks {
  /** Called after each epoch with a state that may be stored; resolves when training may go on, rejects with `cancelled` to stop. */
  epoch(state: TrainingState): Promise<void>
  /** Called between batches with the epochs done, fractions included. Rejects with `cancelled` to stop. */
  working(step: 'finding-rate' | 'training', epochsDone: number, epochsAtMost: number): Promise<void>
}
