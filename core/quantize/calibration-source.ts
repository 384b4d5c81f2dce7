import type { Graph } from '#core/onnx/graph'
import type { TensorOf } from '#core/onnx/tensor'

export type FloatTensors = Readonly<Record<string, TensorOf<'float32'>>>

/** A graph loaded by a runtime: float outputs by name for one input tensor. */
export interface GraphRunner {
  run(input: TensorOf<'float32'>): Promise<FloatTensors>
  close(): Promise<void>
}

/**
 * What calibration works with: prepared photos that can be read again and again, one at a time, and a runtime for
 * graphs made on the way. Nothing here grows with the number of photos.
 */
export interface CalibrationSource {
  readonly photoCount: number
  /** The model input [1, C, H, W] of photo `index`, 0 to photoCount - 1; valid until the next call. */
  photo(index: number): Promise<TensorOf<'float32'>>
  /** Loads a graph with one float input. Throws AppError `unsupported-model` when the runtime refuses it. */
  open(graph: Graph): Promise<GraphRunner>
  /** How far two sets of outputs give the same answer for photo `index`, 0..1. */
  agreement(index: number, float: FloatTensors, quantized: FloatTensors): number
  /** How right the answer for photo `index` is by its label, 0..1, or null for a photo without one. */
  correctness(index: number, outputs: FloatTensors): number | null
}

/** Photos to calibrate on, and others to judge the result by. */
export interface QuantizeSource {
  readonly calibration: CalibrationSource
  /** null: the result is judged on the calibration photos, which flatters it. */
  readonly heldOut: CalibrationSource | null
}
