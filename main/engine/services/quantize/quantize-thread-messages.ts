import type { ErrorData } from '#core/contract/errors'
import type { QuantizeRecipe } from '#core/contract/models'
import type { QuantizeProgress } from '#core/quantize/calibration-hooks'
import type { Recipe } from '#core/quantize/choose-recipe'
import type { QuantizeReport } from '#core/quantize/quantize-model'
import type { ModelFile } from '../../runtime/photo-pool'
import type { SkippedFile } from './file-calibration'

/** What the quantizing thread is told when it is started. */
export interface QuantizeThreadStart {
  readonly task: QuantizeTask
  /** One number; not 0 once the thread is to stop. Shared, because the thread takes no messages while it computes. */
  readonly stop: Int32Array<SharedArrayBuffer>
}

export interface QuantizeTask {
  readonly model: ModelFile
  readonly recipe: QuantizeRecipe
  /** Photo files to calibrate on, and others to compare answers on. */
  readonly calibration: readonly string[]
  readonly heldOut: readonly string[]
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

/** Any number of `progress`, then one of the others, then the thread ends by itself. */
export type FromQuantizeThread =
  | { readonly kind: 'progress'; readonly progress: QuantizeProgress }
  | { readonly kind: 'done'; readonly file: QuantizedFile }
  | { readonly kind: 'failed'; readonly error: ErrorData }
