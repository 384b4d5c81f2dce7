import { AppError } from '#core/contract/errors'
import { bytesPerElement, typedArrayOf } from '#core/onnx/codec/typed-array-of'
import { gatherStrided } from '#core/onnx/evaluate/strided-tensor'
import type { DataType, Tensor } from '#core/onnx/tensor'
import { elementCount } from '#core/onnx/tensor'
import type { PickleValue } from './pickle-value'
import { isKind, itemsOf } from './pickle-value'
import { unpickle } from './unpickle'

/** First pickle of a file in PyTorch's format before 1.6 (torch/serialization.py, MAGIC_NUMBER). */
const MAGIC_NUMBER = 0x1950a86a20f9469cfc6cn
const PROTOCOL_VERSION = 1001

const STORAGE_TYPES: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['torch.FloatStorage', 'float32'],
  ['torch.DoubleStorage', 'float64'],
  ['torch.HalfStorage', 'float16'],
  ['torch.LongStorage', 'int64'],
  ['torch.IntStorage', 'int32'],
  ['torch.ShortStorage', 'int16'],
  ['torch.CharStorage', 'int8'],
  ['torch.ByteStorage', 'uint8'],
  ['torch.BoolStorage', 'bool'],
])

/**
 * Tensors of a PyTorch state_dict by key, from a file in the format PyTorch wrote before version 1.6. The pickles in it are
 * read as data; no code of the file is run. Throws AppError `unsupported-model` when the file is anything else or cut short.
 */
export function readTorchStateDict(bytes: Uint8Array): Map<string, Tensor> {
  try {
    return readLegacyFile(bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AppError('unsupported-model', `These PyTorch weights cannot be read: ${error.message}`, {
      hint: 'Save the state_dict as safetensors, or with _use_new_zipfile_serialization=False.',
      cause: error,
    })
  }
}

function readLegacyFile(bytes: Uint8Array): Map<string, Tensor> {
  const magic = unpickle(bytes)
  if (magic.value !== MAGIC_NUMBER) throw new RangeError('the file does not start as PyTorch files before 1.6 do.')
  const version = unpickle(bytes, magic.end)
  if (version.value !== PROTOCOL_VERSION) throw new RangeError(`its protocol is ${String(version.value)}, not ${PROTOCOL_VERSION}.`)
  const system = unpickle(bytes, version.end)
  requireLittleEndian(system.value)
  const state = unpickle(bytes, system.end)
  const keys = unpickle(bytes, state.end)
  const pending = describeTensors(state.value)
  const types = new Map(pending.map((tensor) => [tensor.storage, tensor.dataType]))
  const storages = readStorages(bytes, keys.end, itemsOf(keys.value) ?? [], types)
  return new Map(pending.map((description) => [description.key, buildTensor(description, storages)]))
}

function requireLittleEndian(system: PickleValue): void {
  if (system instanceof Map && system.get('little_endian') !== false) return
  throw new RangeError('its numbers are not little-endian.')
}

interface TensorDescription {
  readonly key: string
  readonly storage: string
  readonly dataType: DataType
  readonly offset: number
  readonly dims: readonly number[]
  readonly strides: readonly number[]
}

function describeTensors(state: PickleValue): TensorDescription[] {
  const entries = state instanceof Map ? state : isKind(state, 'call') && isOrderedDict(state.callee.path) ? state.entries : null
  if (entries === null) throw new RangeError('it holds no dictionary of tensors.')
  return [...entries].map(([key, value]) => describeTensor(key, value))
}

function isOrderedDict(path: string): boolean {
  return path === 'collections.OrderedDict'
}

function describeTensor(key: PickleValue, value: PickleValue): TensorDescription {
  if (typeof key !== 'string') throw new RangeError('a key of its dictionary is no text.')
  if (isKind(value, 'call') && value.callee.path === 'torch._utils._rebuild_parameter') {
    return describeTensor(key, value.parameters[0] ?? null)
  }
  if (!isKind(value, 'call') || value.callee.path !== 'torch._utils._rebuild_tensor_v2') {
    throw new RangeError(`"${key}" is no tensor.`)
  }
  const [storage, offset, size, stride] = value.parameters
  const id = isKind(storage, 'persistent') ? itemsOf(storage.id) : null
  const [tag, storageType, storageKey] = id ?? []
  const dataType = isKind(storageType, 'global') ? STORAGE_TYPES.get(storageType.path) : undefined
  if (tag !== 'storage' || typeof storageKey !== 'string' || dataType === undefined) {
    throw new RangeError(`"${key}" has a storage of an unknown kind.`)
  }
  return { key, storage: storageKey, dataType, offset: Number(offset), dims: integers(size), strides: integers(stride) }
}

function integers(value: PickleValue | undefined): number[] {
  return (itemsOf(value) ?? []).map(Number)
}

/** Storages follow in the order of `keys`: an int64 element count, then the elements. */
function readStorages(
  bytes: Uint8Array,
  start: number,
  keys: readonly PickleValue[],
  types: ReadonlyMap<string, DataType>,
): ReadonlyMap<string, Tensor> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const storages = new Map<string, Tensor>()
  let position = start
  for (const key of keys) {
    const dataType = typeof key === 'string' ? types.get(key) : undefined
    if (typeof key !== 'string' || dataType === undefined) throw new RangeError('a storage belongs to no tensor.')
    if (position + 8 > bytes.length) throw new RangeError('the file ends before the numbers.')
    const count = Number(view.getBigInt64(position, true))
    const end = position + 8 + count * bytesPerElement(dataType)
    if (count < 0 || end > bytes.length) throw new RangeError('the file ends inside the numbers.')
    const data = typedArrayOf(dataType, bytes.subarray(position + 8, end))
    storages.set(key, { dataType, dims: [count], data } as Tensor)
    position = end
  }
  return storages
}

function buildTensor(description: TensorDescription, storages: ReadonlyMap<string, Tensor>): Tensor {
  const { key, storage, dims, strides, offset } = description
  const source = storages.get(storage)
  const last = offset + dims.reduce((sum, dim, axis) => sum + (dim - 1) * (strides[axis] ?? 0), 0)
  const available = source?.data.length ?? 0
  if (source === undefined || offset < 0 || strides.length !== dims.length || (elementCount(dims) > 0 && last >= available)) {
    throw new RangeError(`"${key}" reaches outside its storage.`)
  }
  return gatherStrided(source, dims, strides, offset)
}
