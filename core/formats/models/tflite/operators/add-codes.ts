import { tensorFromNumbers } from '#core/onnx/evaluate/strided-tensor'
import type { GraphBuilder } from '#core/onnx/graph-builder'
import { float32Tensor } from '#core/onnx/tensor'
import type { TfTensorValue } from '../../tfjs/tf-value'
import { TfRefusal } from '../../tfjs/tf-refusal'
import type { TfliteTensor } from '../tflite-model'

/** The value rounded to the codes the file states for it: QuantizeLinear and DequantizeLinear. Floats pass through. */
export function addCodes(builder: GraphBuilder, value: TfTensorValue, tensor: TfliteTensor): TfTensorValue {
  if (tensor.quantization === null || tensor.dataType === 'float32') return value
  const { scales, zeroPoints } = tensor.quantization
  if ((tensor.dataType !== 'int8' && tensor.dataType !== 'uint8') || scales.length !== 1) {
    throw new TfRefusal(`"${tensor.name}" is coded as ${tensor.dataType} with ${scales.length} scales`)
  }
  const parameters = [
    builder.constant(`${tensor.name}/scale`, float32Tensor([], scales)),
    builder.constant(`${tensor.name}/zero`, tensorFromNumbers(tensor.dataType, [], zeroPoints)),
  ]
  const codes = builder.add(`${tensor.name}/codes`, 'QuantizeLinear', [value.name, ...parameters])
  return { ...value, name: builder.add(`${tensor.name}/decoded`, 'DequantizeLinear', [codes, ...parameters]) }
}
