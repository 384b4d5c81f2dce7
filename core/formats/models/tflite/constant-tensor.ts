import { typedArrayOf } from '#core/onnx/codec/typed-array-of'
import { float16ToNumber } from '#core/onnx/float16'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor, tensorNumbers } from '#core/onnx/tensor'
import type { TfliteTensor } from './tflite-model'

/** The elements of a constant as stored. Throws RangeError when bytes and extents do not fit. */
export function storedTensor({ name, dataType, dims, data }: TfliteTensor): Tensor {
  const elements = typedArrayOf(dataType, data ?? new Uint8Array(0))
  if (elements.length !== dims.reduce((product, dim) => product * dim, 1)) {
    throw new RangeError(`The constant "${name}" of [${dims.join(', ')}] holds ${elements.length} elements.`)
  }
  return { dataType, dims, data: elements } as Tensor
}

/** The real values of a constant: codes and half floats become float32, everything else stays. Null for a computed value. */
export function realTensor(tensor: TfliteTensor): Tensor | null {
  if (tensor.data === null) return null
  const stored = storedTensor(tensor)
  if (stored.dataType === 'float16') return float32Tensor(stored.dims, Float32Array.from(stored.data, float16ToNumber))
  if (tensor.quantization === null) return stored
  const { scales, zeroPoints, axis } = tensor.quantization
  const inner = stored.dims.slice(axis + 1).reduce((product, dim) => product * dim, 1)
  const values = tensorNumbers(stored).map((code, position) => {
    const channel = scales.length === 1 ? 0 : Math.floor(position / inner) % scales.length
    return (scales[channel] ?? 1) * (code - (zeroPoints[channel] ?? 0))
  })
  return float32Tensor(stored.dims, values)
}
