import type { IntegerFormat } from '../affine'

/**
 * Which codes q and scales s of the rows of one group make sum over rows of (s q - v)^T M (s q - v) smallest.
 * M stands for the mean over photos of the patch products, so this is the squared error of the layer's results.
 */
export interface RoundingProblem {
  readonly rows: number
  readonly columns: number
  /** v, [rows, columns]. */
  readonly targets: Float64Array
  /** M, [columns, columns], symmetric and positive definite. */
  readonly metric: Float64Array
  readonly format: IntegerFormat
  /** Smallest scale per row that keeps the bias within its 32 bits. */
  readonly smallestScales: Float64Array
}

export interface RoundedRows {
  /** [rows, columns] */
  readonly codes: Int8Array
  readonly scales: Float32Array
}
