import { doubleListOf, floatListOf, readFields, safe, signedListOf, signedOf, stringOf } from '../protobuf/proto-reader'
import type { ProtoField } from '../protobuf/proto-reader'
import type { DataType, Tensor } from '../tensor'
import { elementCount } from '../tensor'
import { dataTypeOfCode } from './data-type-codes'
import type { ReadExternal } from './external-data'
import { externalPlace, refuseExternal } from './external-data'
import { typedArrayOf } from './typed-array-of'

export interface NamedTensor {
  readonly name: string
  readonly tensor: Tensor
}

/** Reads a TensorProto; data outside the file comes from `external`. Throws RangeError for sizes that disagree and unsupported data types. */
export function decodeTensor(message: Uint8Array, external: ReadExternal = refuseExternal): NamedTensor {
  let name = ''
  let dataType: DataType = 'float32'
  let raw: Uint8Array | null = null
  const outside: ProtoField[] = []
  const dims: number[] = []
  const numbers: (number | bigint)[] = []
  for (const field of readFields(message)) {
    switch (field.number) {
      case 1:
        dims.push(...signedListOf(field).map(safe))
        break
      case 2:
        dataType = dataTypeOfCode(signedOf(field))
        break
      case 4:
        for (const value of floatListOf(field)) numbers.push(value)
        break
      case 5:
      case 7:
      case 11:
        for (const value of signedListOf(field)) numbers.push(value)
        break
      case 10:
        for (const value of doubleListOf(field)) numbers.push(value)
        break
      case 8:
        name = stringOf(field)
        break
      case 9:
        raw = field.bytes
        break
      case 13:
        outside.push(field)
        break
    }
  }
  if (outside.length > 0) raw = external(externalPlace(outside, name), name)
  const tensor = { dataType, dims, data: typedArrayOf(dataType, raw ?? numbers) } as Tensor
  if (dims.some((dim) => dim < 0) || tensor.data.length !== elementCount(dims)) {
    throw new RangeError(`Tensor "${name}" of [${dims.join(', ')}] has ${tensor.data.length} elements.`)
  }
  return { name, tensor }
}
