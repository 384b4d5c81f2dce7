import type { Dim, ValueInfo } from '../graph'
import type { ProtoWriter } from '../protobuf/proto-writer'
import { DATA_TYPE_CODES } from './data-type-codes'

/** Writes the fields of a ValueInfoProto for a tensor. */
export function encodeValueInfo(writer: ProtoWriter, info: ValueInfo): void {
  writer.string(1, info.name)
  writer.message(2, (type) => {
    type.message(1, (tensor) => {
      tensor.varint(1, DATA_TYPE_CODES[info.dataType])
      const { dims } = info
      if (dims) tensor.message(2, (shape) => dims.forEach((dim) => shape.message(1, (inner) => encodeDim(inner, dim))))
    })
  })
}

function encodeDim(writer: ProtoWriter, dim: Dim): void {
  if (typeof dim === 'number') writer.varint(1, dim)
  if (typeof dim === 'string') writer.string(2, dim)
}
