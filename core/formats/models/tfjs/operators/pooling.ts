import type { Attribute } from '#core/onnx/attribute'
import { int, ints } from '#core/onnx/attribute'
import { frontAxis } from '#core/onnx/shapes/shape-rule'
import type { TfOperator, TfOperators } from './operator'
import { requireChannelsLast, windowPads } from './window-pads'

function pool(opType: 'AveragePool' | 'MaxPool'): TfOperator {
  return (call) => {
    requireChannelsLast(call)
    const image = call.image(0)
    const kernel = (call.attribute('ksize').ints ?? []).slice(1, 3)
    const strides = (call.attribute('strides').ints ?? []).slice(1, 3)
    if (kernel.length !== 2 || strides.length !== 2) return call.refuse('its window is not stated')
    const pads = windowPads(call, image, kernel, strides, [1, 1])
    // Both TensorFlow and ONNX (count_include_pad 0) average over real pixels only.
    const attributes: Readonly<Record<string, Attribute>> = { kernel_shape: ints(...kernel), strides: ints(...strides), pads: ints(...pads) }
    return call.channelsFirst(call.add(opType, [image.name], attributes))
  }
}

/** Axes are an attribute of ONNX reductions up to operator set 17. */
function reduce(opType: 'ReduceMean' | 'ReduceMax'): TfOperator {
  return (call) => {
    const rank = call.dims(0).length
    const axes = call.numbers(1).map((axis) => frontAxis(axis, rank))
    const kept = call.attribute('keep_dims').flag === true ? 1 : 0
    if (!call.isImage(0) || axes.toSorted().join() !== '1,2') {
      return call.plainTensor(call.add(opType, [call.plain(0)], { axes: ints(...axes), keepdims: int(kept) }))
    }
    const pixel = call.add(opType, [call.image(0).name], { axes: ints(2, 3), keepdims: int(1) }, kept === 1 ? '' : '/pixel')
    return kept === 1 ? call.channelsFirst(pixel) : call.plainTensor(call.add('Flatten', [pixel], { axis: int(1) }))
  }
}

/** Pooling and reductions. */
export const poolingOperators: TfOperators = new Map<string, TfOperator>([
  ['AvgPool', pool('AveragePool')],
  ['MaxPool', pool('MaxPool')],
  ['Mean', reduce('ReduceMean')],
  ['Max', reduce('ReduceMax')],
])
