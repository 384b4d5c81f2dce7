import type { QuantizeRecipe } from '#core/contract/models'
import type { Recipe } from '#core/quantize/choose-recipe'
import type { QuantizeReport } from '#core/quantize/quantize-model'
import type { ModelFile } from '../../runtime/photo-pool'
import type { SkippedFile } from './file-calibration'
import type { ReviewedLabels } from './reviewed-labels'

/** What the quantizing thread is asked for. */
export interface QuantizeTask {
  readonly model: ModelFile
  readonly recipe: QuantizeRecipe
  /** Photo files to calibrate on, and others to compare answers on. */
  readonly calibration: readonly string[]
  readonly heldOut: readonly string[]
  /** What a person said of these photos. */
  readonly labels: ReviewedLabels
  /** Threads a graph may use. */
  readonly threads: number
}

/** What the thread made. */
export interface QuantizedFile {
  /** The ONNX file. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly recipe: Recipe
  readonly report: QuantizeReport
  readonly calibrationPhotos: number
  readonly heldOutPhotos: number
  readonly skipped: readonly SkippedFile[]
  /** Photo files whose answers differ from those of the float model, the most different first. */
  readonly changed: readonly { readonly path: string; readonly agreement: number }[]
}
