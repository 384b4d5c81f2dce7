import { int } from '#core/onnx/attribute'
import { tensorFromNumbers, transposeTensor } from '#core/onnx/evaluate/strided-tensor'
import { float32Tensor } from '#core/onnx/tensor'
import type { TfCall } from '../../tfjs/tf-call'
import { storedTensor } from '../constant-tensor'
import type { TfliteTensor } from '../tflite-model'

/** New order of the axes and the extents to lay them out in, where these differ. */
export interface AxisOrder {
  readonly order: readonly number[]
  readonly axis: number
}

/**
 * Adds a constant input of a layer with its axes in ONNX order; gives back its name. Codes are kept and decoded by a
 * DequantizeLinear over `axis` of the result; floats, also those decoded before from 16 bits, are taken as they are.
 */
export function decodedConstant(call: TfCall, position: number, source: TfliteTensor, { order, axis }: AxisOrder): string {
  const { quantization, name } = source
  if (source.data === null || quantization === null) return call.builder.constant(name, transposeTensor(call.constant(position), order))
  const codes = transposeTensor(storedTensor(source), order)
  const many = quantization.scales.length > 1
  const dims = many ? [quantization.scales.length] : []
  const inputs = [
    call.builder.constant(`${name}/codes`, codes),
    call.builder.constant(`${name}/scale`, float32Tensor(dims, quantization.scales)),
    call.builder.constant(`${name}/zero`, tensorFromNumbers(codes.dataType, dims, quantization.zeroPoints)),
  ]
  return call.builder.add(`${name}/decoded`, 'DequantizeLinear', inputs, many ? { axis: int(axis) } : {})
}
