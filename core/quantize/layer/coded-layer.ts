import type { LayerShape } from './layer-shape'

/** A layer with 8-bit weights: weight[row, column] = scales[row] * codes[row * columns + column]. */
export interface CodedLayer {
  readonly shape: LayerShape
  readonly codes: Int8Array
  /** One per row, float32 values. */
  readonly scales: Float32Array
  /** One per row, not yet in codes. */
  readonly bias: Float64Array
}
