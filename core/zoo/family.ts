import type { TensorResampler } from '#core/geometry/resampler'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { FamilyId, ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Prediction, Task } from '#core/model/prediction'

/** A float tensor as the runtime returns it, C order. */
export interface FloatTensor {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/** What a family needs from one photo besides the outputs: the size the answers refer to. */
export interface PhotoFrame {
  /** Upright size of the original photo, in pixels. */
  readonly photo: SizePx
}

/** A model input ready for the runtime: [1, 3, height, width]. */
export interface ModelInput {
  readonly tensor: FloatTensor
}

/** What photos prepared one after another can share; the numbers do not depend on it. */
export interface PrepareMeans {
  /** Used when its length is right. */
  readonly into?: Float32Array | undefined
  readonly resampler?: TensorResampler
}

/**
 * A model family: how a photo becomes an input and outputs become an answer. Pure; families differ by record, not by switch.
 */
export interface Family {
  readonly id: FamilyId
  readonly task: Task
  /**
   * Smallest upright size (both sides) a decoder may reduce this photo to without hurting the model input,
   * never above the photo's own size.
   */
  decodeSize(card: ModelCard, photo: SizePx): SizePx
  /** Resizes (triangle filter with support scaled to the reduction) and normalises. */
  prepare(card: ModelCard, image: RgbImage, means?: PrepareMeans): ModelInput
  /** Turns named outputs for one photo into its answer in upright pixels of the original. */
  answer(card: ModelCard, outputs: Readonly<Record<string, FloatTensor>>, frame: PhotoFrame): Prediction
}
