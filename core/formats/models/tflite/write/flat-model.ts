import type { DataType } from '#core/onnx/tensor'
import type { OperatorName } from '../schema/codes'
import type { TfliteQuantization } from '../tflite-model'

/** One field of an operator's options. */
export interface OptionField {
  readonly slot: number
  readonly kind: 'byte' | 'int' | 'float'
  readonly value: number
}

export interface FlatTensor {
  readonly name: string
  readonly dataType: DataType
  readonly dims: readonly number[]
  /** Little-endian elements of a constant; null for a computed value. */
  readonly data: Uint8Array | null
  readonly quantization: TfliteQuantization | null
}

export interface FlatOperator {
  readonly operator: OperatorName
  /** Oldest version of the operator that knows these types and options. */
  readonly version: number
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  /** Code of the options' table in the union. */
  readonly optionsCode: number
  readonly options: readonly OptionField[]
}

/** A TensorFlow Lite file of one graph, as it is about to be written. */
export interface FlatModel {
  readonly name: string
  readonly tensors: readonly FlatTensor[]
  readonly operators: readonly FlatOperator[]
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
}
