import { z } from 'zod'
import { AppError } from '#core/contract/errors'
import { typedArrayOf } from '#core/onnx/codec/typed-array-of'
import { decodeUtf8 } from '#core/onnx/protobuf/utf8'
import type { DataType, Tensor } from '#core/onnx/tensor'
import { elementCount } from '#core/onnx/tensor'

const DATA_TYPES: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['F32', 'float32'],
  ['F64', 'float64'],
  ['F16', 'float16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U64', 'uint64'],
  ['U32', 'uint32'],
  ['U16', 'uint16'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
])

const count = z.number().int().nonnegative()
const header = z.record(
  z.string(),
  z.union([
    z.object({ dtype: z.string(), shape: z.array(count), data_offsets: z.tuple([count, count]) }),
    z.record(z.string(), z.string()),
  ]),
)

/**
 * Tensors of a safetensors file by name (8-byte header length, JSON header, data; format description of huggingface/safetensors).
 * Throws AppError `unsupported-model` naming what is wrong.
 */
export function readSafetensors(bytes: Uint8Array): Map<string, Tensor> {
  const { entries, data } = readHeader(bytes)
  const tensors = new Map<string, Tensor>()
  for (const [name, entry] of Object.entries(entries)) {
    if (name === '__metadata__') continue
    tensors.set(name, readTensor(name, entry, data))
  }
  return tensors
}

type HeaderEntry = z.infer<typeof header>[string]

function readTensor(name: string, entry: HeaderEntry, data: Uint8Array): Tensor {
  if (!isTensorEntry(entry)) throw refusal(`"${name}" is no tensor`)
  const dataType = DATA_TYPES.get(entry.dtype)
  if (dataType === undefined) throw refusal(`"${name}" holds ${entry.dtype}`)
  const [begin, end] = entry.data_offsets
  if (begin > end || end > data.length) throw refusal(`"${name}" reaches outside the file`)
  const elements = typedArrayOf(dataType, data.subarray(begin, end))
  if (elements.length !== elementCount(entry.shape)) throw refusal(`"${name}" has ${elements.length} elements for [${entry.shape.join(', ')}]`)
  return { dataType, dims: entry.shape, data: elements } as Tensor
}

function isTensorEntry(entry: HeaderEntry): entry is Exclude<HeaderEntry, Record<string, string>> {
  return Array.isArray(entry['shape'])
}

function readHeader(bytes: Uint8Array): { entries: z.infer<typeof header>; data: Uint8Array } {
  if (bytes.length < 8) throw refusal('the file is too short')
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true))
  if (length > bytes.length - 8) throw refusal('the file ends inside its header')
  try {
    const json: unknown = JSON.parse(decodeUtf8(bytes.subarray(8, 8 + length)))
    return { entries: header.parse(json), data: bytes.subarray(8 + length) }
  } catch (cause) {
    throw refusal('its header is not valid', cause)
  }
}

function refusal(reason: string, cause?: unknown): AppError {
  return new AppError('unsupported-model', `These safetensors cannot be read: ${reason}.`, cause === undefined ? {} : { cause })
}
