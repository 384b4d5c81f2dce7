import type { SizePx } from '#core/model/photo'
import type { TfRef } from './tf-graph'

/** A value of the TensorFlow graph that becomes an output of the imported graph. */
export interface TfCutOutput {
  readonly name: string
  readonly ref: TfRef
  /** Axis order of the output when it is a feature map. */
  readonly layout: 'plain' | 'channels-first'
}

/** The convolutional part of a model: what lies before `image` and after the outputs is left to the family's own code. */
export interface TfCut {
  /** The normalised image the first convolution reads; becomes the input `input` [N, 3, height, width]. */
  readonly image: TfRef
  readonly imageSize: SizePx
  readonly outputs: readonly TfCutOutput[]
}
