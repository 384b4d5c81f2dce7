import type { FloatTensor } from '#core/zoo/family'

/** What a head is trained on, per photo and augmentation. */
export interface Sample<Target> {
  /** Tensors cut from the frozen extractor, each in C order [channels, height, width] or [channels]; valid until the next batch is read. */
  readonly features: readonly Float32Array[]
  readonly target: Target
  /** How much the sample counts in the loss; 1 is usual. */
  readonly weight: number
}

/** The part of a model that learns. Pure arithmetic, equal results for equal calls. */
export interface TrainableHead<Target> {
  /** All parameters, flat; the optimiser changes them in place. */
  readonly parameters: Float32Array
  /** [from, to) ranges under weight decay: weights, not biases. */
  readonly decayed: readonly (readonly [from: number, to: number])[]
  /** Mean loss over the batch; its gradient is ADDED to `gradient`, which is as long as `parameters`. */
  lossAndGradient(batch: readonly Sample<Target>[], gradient: Float32Array): number
  /** Outputs of one photo as the graph with this head would give them, by output name. */
  forward(features: readonly Float32Array[]): Readonly<Record<string, FloatTensor>>
}
