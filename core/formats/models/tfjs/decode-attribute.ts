import type { DataType } from '#core/onnx/tensor'
import { decodeUtf8 } from '#core/onnx/protobuf/utf8'
import { decodeBase64 } from './decode-base64'
import type { TfAttribute } from './tf-graph'
import type { TfAttributeJson } from './topology-json'

/** `DataType` of TensorFlow (types.proto), by number and by name as converters of different ages write it. */
const DATA_TYPES: ReadonlyMap<string | number, DataType> = new Map<string | number, DataType>(
  (
    [
      [1, 'DT_FLOAT', 'float32'],
      [2, 'DT_DOUBLE', 'float64'],
      [3, 'DT_INT32', 'int32'],
      [4, 'DT_UINT8', 'uint8'],
      [5, 'DT_INT16', 'int16'],
      [6, 'DT_INT8', 'int8'],
      [9, 'DT_INT64', 'int64'],
      [10, 'DT_BOOL', 'bool'],
      [17, 'DT_UINT16', 'uint16'],
      [19, 'DT_HALF', 'float16'],
    ] as const
  ).flatMap(([number, name, dataType]) => [
    [number, dataType],
    [name, dataType],
  ]),
)

/** Decodes an attribute: text comes as base64 or as a list of bytes, integers as text or numbers. */
export function decodeAttribute(json: TfAttributeJson): TfAttribute {
  const dataType = json.type === undefined ? undefined : DATA_TYPES.get(json.type)
  const shape = json.shape === undefined ? undefined : decodeShape(json.shape)
  return {
    ...(json.s === undefined ? {} : { text: decodeText(json.s) }),
    ...(json.i === undefined ? {} : { int: Number(json.i) }),
    ...(json.f === undefined ? {} : { float: Number(json.f) }),
    ...(json.b === undefined ? {} : { flag: json.b }),
    ...(dataType === undefined ? {} : { dataType }),
    ...(shape === undefined ? {} : { shape }),
    ...(json.list?.i === undefined ? {} : { ints: json.list.i.map(Number) }),
    ...(json.list?.s === undefined ? {} : { texts: json.list.s.map(decodeText) }),
  }
}

function decodeText(text: string | readonly number[]): string {
  return decodeUtf8(typeof text === 'string' ? decodeBase64(text) : Uint8Array.from(text))
}

function decodeShape(shape: NonNullable<TfAttributeJson['shape']>): number[] | null {
  if (shape.unknownRank === true) return null
  return (shape.dim ?? []).map((dim) => Number(dim.size ?? 0))
}
