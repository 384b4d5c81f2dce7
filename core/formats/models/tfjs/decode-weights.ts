import { AppError } from '#core/contract/errors'
import { bytesPerElement, typedArrayOf } from '#core/onnx/codec/typed-array-of'
import { float16ToNumber } from '#core/onnx/float16'
import type { DataType, Tensor } from '#core/onnx/tensor'
import { elementCount } from '#core/onnx/tensor'
import type { TfWeightJson, TfWeightsManifest } from './topology-json'

const STORED: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['float32', 'float32'],
  ['int32', 'int32'],
  ['bool', 'bool'],
  ['float16', 'float16'],
  ['uint8', 'uint8'],
  ['uint16', 'uint16'],
])

/**
 * Weights of a TensorFlow.js model by name, quantized storage (float16, uint8, uint16) widened to the original type.
 * `shards` holds the file of every manifest path. Throws AppError `unsupported-model` when a shard is missing or
 * too short, or a weight has a type no graph model of this product needs.
 */
export function decodeWeights(manifest: TfWeightsManifest, shards: ReadonlyMap<string, Uint8Array>): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>()
  for (const group of manifest) {
    const bytes = joinShards(group.paths, shards)
    let offset = 0
    for (const weight of group.weights) {
      const stored = storedType(weight)
      const length = elementCount(weight.shape) * bytesPerElement(stored)
      if (offset + length > bytes.length) {
        throw new AppError('unsupported-model', `The weight files end inside "${weight.name}".`, {
          hint: 'Copy all shard files of the model again.',
        })
      }
      tensors.set(weight.name, widen(weight, stored, bytes.subarray(offset, offset + length)))
      offset += length
    }
  }
  return tensors
}

function joinShards(paths: readonly string[], shards: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const missing = paths.filter((path) => !shards.has(path))
  if (missing.length > 0) {
    throw new AppError('unsupported-model', `The weight files ${missing.join(', ')} are missing.`, {
      hint: 'They belong into the folder of model.json.',
    })
  }
  const parts = paths.map((path) => shards.get(path) ?? new Uint8Array(0))
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

function storedType(weight: TfWeightJson): DataType {
  const name = weight.quantization?.dtype ?? weight.dtype
  const stored = STORED.get(name)
  if (stored === undefined) throw new AppError('unsupported-model', `Weight "${weight.name}" is stored as ${name}, which cannot be read.`)
  return stored
}

/** Affine storage: value = stored * scale + min, computed in float64 and rounded once to the original type. */
function widen(weight: TfWeightJson, stored: DataType, bytes: Uint8Array): Tensor {
  const data = typedArrayOf(stored, bytes)
  const { quantization } = weight
  if (quantization === undefined) return { dataType: stored, dims: weight.shape, data } as Tensor
  const numbers = Array.from(data as ArrayLike<number>)
  if (stored === 'float16') {
    return { dataType: 'float32', dims: weight.shape, data: Float32Array.from(numbers, float16ToNumber) }
  }
  const { scale, min } = quantization
  if (scale === undefined || min === undefined) {
    throw new AppError('unsupported-model', `Weight "${weight.name}" is quantized without scale and minimum.`)
  }
  const values = numbers.map((value) => value * scale + min)
  return weight.dtype === 'int32'
    ? { dataType: 'int32', dims: weight.shape, data: Int32Array.from(values, Math.round) }
    : { dataType: 'float32', dims: weight.shape, data: Float32Array.from(values) }
}
