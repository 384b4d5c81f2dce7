import type { BlockCount } from '#core/model/tune-depth'
import type { OpenFedGraph } from '../backprop/fed-graph-runner'
import type { TrainableHead } from '../trainable-head'
import type { SampleSource, TrainingHooks, TrainingState } from '../training-source'
import type { HeadOrder } from '../tune-task'
import type { BlocksPlan } from './blocks-plan'
import type { Quality } from './blocks-progress'

/** Samples as they are stored, seen through blocks whose weights changed. */
export type SourceLens = <Target>(stored: SampleSource<Target>) => SampleSource<Target>

/** What the last blocks learn from, once the head has learnt on the frozen ones. */
export interface Deepening<Target> {
  /** The best on frozen blocks. */
  readonly head: TrainableHead<Target>
  readonly order: HeadOrder
  readonly blocks: BlockCount
  readonly plan: BlocksPlan
  /** Features are [pooled, map in front of the blocks]. */
  readonly train: SampleSource<Target>
  /** Quality of a head on validation photos seen through the lens. */
  measure(head: TrainableHead<Target>, lens: SourceLens): Promise<Quality>
  readonly open: OpenFedGraph
  readonly hooks: TrainingHooks
  readonly from: TrainingState | null
  readonly epochsBefore: number
}

/** The head with the blocks that it is best with. */
export interface Deepened<Target> {
  /** `frozen` where no epoch was better on the validation photos: head and order are those that came. */
  readonly kept: 'tuned' | 'frozen'
  readonly head: TrainableHead<Target>
  /** Its graph has the tuned weights. */
  readonly order: HeadOrder
  readonly lens: SourceLens
  readonly state: TrainingState
  /** To be called when the lens is needed no more. */
  close(): Promise<void>
}
