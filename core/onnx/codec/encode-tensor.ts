import type { ProtoWriter } from '../protobuf/proto-writer'
import type { Tensor } from '../tensor'
import { DATA_TYPE_CODES } from './data-type-codes'

/** Writes the fields of a TensorProto, elements as little-endian raw data (the order of every supported host). */
export function encodeTensor(writer: ProtoWriter, name: string, tensor: Tensor): void {
  for (const dim of tensor.dims) writer.varint(1, dim)
  writer.varint(2, DATA_TYPE_CODES[tensor.dataType])
  if (name !== '') writer.string(8, name)
  const { buffer, byteOffset, byteLength } = tensor.data
  writer.bytes(9, new Uint8Array(buffer, byteOffset, byteLength))
}
