import type { ProtoWriter } from '#core/onnx/protobuf/proto-writer'

/** Element types of Core ML's Model Intermediate Language (MIL.proto, enum DataType). */
export const milTypes = { bool: 1, string: 2, float16: 10, float32: 11, int32: 23 } as const
export type MilType = keyof typeof milTypes

export interface MilTensorType {
  readonly type: MilType
  readonly dims: readonly number[]
}

/** A constant: elements in the program, or at an offset of the weights' file. */
export type MilContent =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'flag'; readonly value: 0 | 1 }
  | { readonly kind: 'ints'; readonly values: readonly number[] }
  | { readonly kind: 'floats'; readonly values: readonly number[] }
  | { readonly kind: 'bytes'; readonly values: Uint8Array }
  | { readonly kind: 'weights'; readonly offset: number }

/** Where the weights lie, seen from a package (the compiler resolves `@model_path`). */
const WEIGHTS_FILE = '@model_path/weights/weight.bin'

/** Writes message ValueType with a tensor of known extents. */
export function writeValueType(writer: ProtoWriter, { type, dims }: MilTensorType): void {
  writer.message(1, (tensor) => {
    tensor.varint(1, milTypes[type])
    tensor.varint(2, dims.length)
    for (const dim of dims) tensor.message(3, (dimension) => dimension.message(1, (constant) => constant.varint(1, dim)))
  })
}

/** Writes message NamedValueType. */
export function writeNamedType(writer: ProtoWriter, name: string, type: MilTensorType): void {
  writer.string(1, name)
  writer.message(2, (value) => writeValueType(value, type))
}

/** Writes message Value. */
export function writeValue(writer: ProtoWriter, type: MilTensorType, content: MilContent): void {
  writer.message(2, (value) => writeValueType(value, type))
  if (content.kind === 'weights') {
    writer.message(5, (file) => {
      file.string(1, WEIGHTS_FILE)
      file.varint(2, content.offset)
    })
    return
  }
  writer.message(3, (immediate) => immediate.message(1, (tensor) => writeElements(tensor, content)))
}

function writeElements(tensor: ProtoWriter, content: Exclude<MilContent, { kind: 'weights' }>): void {
  switch (content.kind) {
    case 'floats':
      tensor.message(1, (list) => content.values.forEach((value) => list.float(1, value)))
      break
    case 'ints':
      tensor.message(2, (list) => content.values.forEach((value) => list.varint(1, value)))
      break
    case 'flag':
      tensor.message(3, (list) => list.varint(1, content.value))
      break
    case 'text':
      tensor.message(4, (list) => list.string(1, content.value))
      break
    case 'bytes':
      tensor.message(7, (list) => list.bytes(1, content.values))
  }
}
