import type { Dim } from '#core/onnx/graph'
import type { Tensor } from '#core/onnx/tensor'

/**
 * A computed value. `channels-first` means the ONNX value holds [N, C, H, W] where TensorFlow has [N, H, W, C];
 * keeping that as a tag instead of transposing is what keeps the imported graph free of transpositions.
 */
export interface TfTensorValue {
  readonly kind: 'tensor'
  readonly name: string
  readonly layout: 'plain' | 'channels-first'
}

export interface TfConstantValue {
  readonly kind: 'constant'
  readonly tensor: Tensor
}

/** An integer vector (or scalar) made from extents of which at least one is not known, such as the batch size. */
export interface TfExtentsValue {
  readonly kind: 'extents'
  readonly dims: readonly Dim[]
  readonly scalar: boolean
}

/** Result of SpaceToBatchND: waits for the convolution it was made for, which then becomes a dilated one. */
export interface TfSpreadValue {
  readonly kind: 'spread'
  readonly image: TfTensorValue
  readonly block: readonly number[]
  /** Begin and end padding of height and width, in pixels. */
  readonly paddings: readonly (readonly [number, number])[]
}

/** Convolution of a spread value: waits for BatchToSpaceND to say how much to crop. */
export interface TfSpreadConvolutionValue {
  readonly kind: 'spread-convolution'
  readonly block: readonly number[]
  readonly paddings: readonly (readonly [number, number])[]
  /** Adds the convolution; `pads` are ONNX pads [top, left, bottom, right]. */
  readonly emit: (pads: readonly number[]) => TfTensorValue
}

/** What an output of a TensorFlow node became. `refused` stands for nodes reported already. */
export type TfValue =
  | TfTensorValue
  | TfConstantValue
  | TfExtentsValue
  | TfSpreadValue
  | TfSpreadConvolutionValue
  | { readonly kind: 'refused' }
