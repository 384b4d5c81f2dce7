import type { DataType } from '../tensor'

/** `TensorProto.DataType` numbers of the ONNX protocol buffers schema. */
export const DATA_TYPE_CODES: Readonly<Record<DataType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
}

const BY_CODE = new Map(Object.entries(DATA_TYPE_CODES).map(([dataType, code]) => [code, dataType as DataType]))

/** The data type a schema number stands for; throws RangeError for types this product does not handle. */
export function dataTypeOfCode(code: number): DataType {
  const dataType = BY_CODE.get(code)
  if (dataType === undefined) throw new RangeError(`Tensor data type ${code} is not supported.`)
  return dataType
}
