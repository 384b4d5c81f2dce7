import type { DataType } from '#core/onnx/tensor'

/** Codes of the TensorFlow Lite schema's enum BuiltinOperator, of the operators this product reads or writes. */
export const operatorCodes = {
  ADD: 0,
  AVERAGE_POOL_2D: 1,
  CONCATENATION: 2,
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 4,
  DEPTH_TO_SPACE: 5,
  DEQUANTIZE: 6,
  FLOOR: 8,
  FULLY_CONNECTED: 9,
  LOGISTIC: 14,
  MAX_POOL_2D: 17,
  MUL: 18,
  RELU: 19,
  RELU_N1_TO_1: 20,
  RELU6: 21,
  RESHAPE: 22,
  RESIZE_BILINEAR: 23,
  SOFTMAX: 25,
  SPACE_TO_DEPTH: 26,
  TANH: 28,
  CUSTOM: 32,
  PAD: 34,
  TRANSPOSE: 39,
  MEAN: 40,
  SUB: 41,
  DIV: 42,
  SQUEEZE: 43,
  STRIDED_SLICE: 45,
  EXP: 47,
  PRELU: 54,
  MAXIMUM: 55,
  MINIMUM: 57,
  NEG: 59,
  PADV2: 60,
  SLICE: 65,
  EXPAND_DIMS: 70,
  SQRT: 75,
  RSQRT: 76,
  SHAPE: 77,
  REDUCE_MAX: 82,
  PACK: 83,
  RESIZE_NEAREST_NEIGHBOR: 97,
  LEAKY_RELU: 98,
  ABS: 101,
  QUANTIZE: 114,
  HARD_SWISH: 117,
} as const

export type OperatorName = keyof typeof operatorCodes

/** Codes of the union BuiltinOptions. */
export const optionsCodes = {
  none: 0,
  conv2d: 1,
  depthwiseConv2d: 2,
  pool2d: 5,
  fullyConnected: 8,
  softmax: 9,
  concatenation: 10,
  add: 11,
  resizeBilinear: 15,
  reshape: 17,
  mul: 21,
  pad: 22,
  transpose: 26,
  reducer: 27,
  sub: 28,
  div: 29,
  stridedSlice: 32,
  dequantize: 38,
  slice: 48,
  resizeNearest: 74,
  quantize: 89,
} as const

/** Codes of the enum TensorType, by element type. */
export const elementCodes: Readonly<Record<DataType, number | null>> = {
  float32: 0,
  float16: 1,
  int32: 2,
  uint8: 3,
  int64: 4,
  bool: 6,
  int16: 7,
  int8: 9,
  float64: 10,
  uint64: 12,
  uint32: 15,
  uint16: 16,
}

export const paddingCodes = { SAME: 0, VALID: 1 } as const

export const activationCodes = { none: 0, relu: 1, reluN1To1: 2, relu6: 3, tanh: 4 } as const

/** The element type of a TensorType code, or null for one without a counterpart (strings, complex numbers, 4 bits). */
export function dataTypeOfElementCode(code: number): DataType | null {
  const found = Object.entries(elementCodes).find(([, known]) => known === code)
  return found === undefined ? null : (found[0] as DataType)
}

/** The name of a BuiltinOperator code, or null when this product does not know it. */
export function operatorNameOf(code: number): OperatorName | null {
  const found = Object.entries(operatorCodes).find(([, known]) => known === code)
  return found === undefined ? null : (found[0] as OperatorName)
}
