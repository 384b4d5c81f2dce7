import type { DataType } from '#core/onnx/tensor'
import type { OperatorName } from './schema/codes'
import type { FlatTable } from './schema/flat-table'

/** value = scale * (code - zero point), one pair for the tensor or one for each index of `axis`. */
export interface TfliteQuantization {
  readonly scales: readonly number[]
  readonly zeroPoints: readonly number[]
  readonly axis: number
}

export interface TfliteTensor {
  /** Unique within the model. */
  readonly name: string
  readonly dataType: DataType
  readonly dims: readonly number[]
  /** Little-endian elements of a constant, null for a computed value. */
  readonly data: Uint8Array | null
  readonly quantization: TfliteQuantization | null
}

export interface TfliteOperator {
  /** Built-in operator, or null for one this product does not know. */
  readonly operator: OperatorName | null
  /** What the file calls it, for sentences. */
  readonly label: string
  /** Indices into the tensors; -1 is an optional input left out. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly options: FlatTable | null
}

/** The main subgraph of a TensorFlow Lite file; axes as stored (N, H, W, C). */
export interface TfliteModel {
  readonly name: string
  readonly tensors: readonly TfliteTensor[]
  readonly operators: readonly TfliteOperator[]
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
}
