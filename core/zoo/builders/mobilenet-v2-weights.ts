import type { TensorOf } from '#core/onnx/tensor'

/** A convolution without bias and the batch norm after it. */
export interface ConvNormWeights {
  /** [out, in / groups, height, width] */
  readonly weight: TensorOf<'float32'>
  readonly gamma: TensorOf<'float32'>
  readonly beta: TensorOf<'float32'>
  readonly mean: TensorOf<'float32'>
  readonly variance: TensorOf<'float32'>
}

export interface InvertedResidualWeights {
  /** Null in the first block, which does not expand. */
  readonly expand: ConvNormWeights | null
  readonly depthwise: ConvNormWeights
  readonly project: ConvNormWeights
}

export interface MobilenetV2Weights {
  readonly stem: ConvNormWeights
  readonly blocks: readonly InvertedResidualWeights[]
  readonly last: ConvNormWeights
  /** [classes, channels] and [classes] */
  readonly classifier: { readonly weight: TensorOf<'float32'>; readonly bias: TensorOf<'float32'> }
}
