/** How a head is trained. `whole-set`: L-BFGS over all samples, for small convex heads. `mini-batches`: momentum SGD at a found rate. */
export type TrainingPlan = WholeSetPlan | MiniBatchPlan

export interface WholeSetPlan {
  readonly kind: 'whole-set'
  /** L2 strengths tried from strong to weak, each from the parameters of the one before; loss is mean + strength / 2 * |w|². */
  readonly strengths: readonly number[]
  readonly iterationsPerStrength: number
}

export interface MiniBatchPlan {
  readonly kind: 'mini-batches'
  readonly batchSize: number
  readonly epochs: number
  /** Epochs without a better validation loss after which training ends. */
  readonly patience: number
  readonly momentum: number
  /** L2 strength: loss is mean + strength / 2 * |w|². */
  readonly decay: number
  /** Rates the range test looks at, from low to high. */
  readonly rates: readonly [lowest: number, highest: number]
}
