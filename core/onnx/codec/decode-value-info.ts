import { readFields, signedOf, stringOf } from '../protobuf/proto-reader'
import type { Dim, ValueInfo } from '../graph'
import type { DataType } from '../tensor'
import { dataTypeOfCode } from './data-type-codes'

/** Reads a ValueInfoProto; null when the value is not a tensor or carries no type. */
export function decodeValueInfo(message: Uint8Array): ValueInfo | null {
  let name = ''
  let dataType: DataType | null = null
  let dims: readonly Dim[] | null = null
  for (const field of readFields(message)) {
    if (field.number === 1) name = stringOf(field)
    if (field.number !== 2) continue
    for (const typeField of readFields(field.bytes)) {
      if (typeField.number !== 1) continue
      for (const tensorField of readFields(typeField.bytes)) {
        if (tensorField.number === 1) dataType = dataTypeOfCode(signedOf(tensorField))
        if (tensorField.number === 2) dims = decodeDims(tensorField.bytes)
      }
    }
  }
  return dataType === null ? null : { name, dataType, dims }
}

function decodeDims(message: Uint8Array): Dim[] {
  const dims: Dim[] = []
  for (const field of readFields(message)) {
    if (field.number !== 1) continue
    let dim: Dim = null
    for (const dimField of readFields(field.bytes)) {
      if (dimField.number === 1) dim = signedOf(dimField)
      if (dimField.number === 2) dim = stringOf(dimField)
    }
    dims.push(dim)
  }
  return dims
}
