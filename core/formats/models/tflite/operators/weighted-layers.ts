import { int, ints } from '#core/onnx/attribute'
import type { TfCall } from '../../tfjs/tf-call'
import type { TfValue } from '../../tfjs/tf-value'
import { windowPads } from '../../tfjs/operators/window-pads'
import type { OperatorName } from '../schema/codes'
import type { FlatTable } from '../schema/flat-table'
import { conv2dSlots, depthwiseConv2dSlots, fullyConnectedSlots } from '../schema/slots'
import type { TfliteTensor } from '../tflite-model'
import { decodedConstant } from './decoded-constant'

/** The stored weights and bias of a layer and the extents of its output. */
export interface LayerParts {
  readonly options: FlatTable | null
  readonly weight: TfliteTensor
  readonly bias: TfliteTensor | null
  readonly outputDims: readonly number[]
}

export interface LayerConversion {
  /** Slot of the fused activation in the options. */
  readonly activationSlot: number
  /** Slot of the padding rule; null for layers without a window. */
  readonly paddingSlot: number | null
  readonly convert: (call: TfCall, parts: LayerParts) => TfValue
}

interface Filters {
  readonly name: string
  readonly kernel: readonly number[]
  readonly group: number
}

type WindowSlots = typeof conv2dSlots | typeof depthwiseConv2dSlots

function biasOf(call: TfCall, bias: TfliteTensor | null): string[] {
  return bias === null ? [] : [decodedConstant(call, 2, bias, { order: [0], axis: 0 })]
}

function convolve(call: TfCall, { options, bias }: LayerParts, filters: Filters, slots: WindowSlots): TfValue {
  const image = call.image(0)
  const strides = [options?.int(slots.strideHeight, 1) ?? 1, options?.int(slots.strideWidth, 1) ?? 1]
  const dilations = [options?.int(slots.dilationHeight, 1) ?? 1, options?.int(slots.dilationWidth, 1) ?? 1]
  const pads = windowPads(call, image, filters.kernel, strides, dilations)
  return call.channelsFirst(
    call.add('Conv', [image.name, filters.name, ...biasOf(call, bias)], {
      kernel_shape: ints(...filters.kernel),
      strides: ints(...strides),
      dilations: ints(...dilations),
      pads: ints(...pads),
      group: int(filters.group),
    }),
  )
}

/** Filters are stored [out, height, width, in]; an input of more channels is taken in groups. */
function conv2d(call: TfCall, parts: LayerParts): TfValue {
  const [, height = 1, width = 1, depth = 1] = parts.weight.dims
  const channels = call.dims(0)[3]
  const group = typeof channels === 'number' ? channels / depth : 1
  const name = decodedConstant(call, 1, parts.weight, { order: [0, 3, 1, 2], axis: 0 })
  return convolve(call, parts, { name, kernel: [height, width], group }, conv2dSlots)
}

/** Filters are stored [1, height, width, channels * multiplier]. */
function depthwiseConv2d(call: TfCall, parts: LayerParts): TfValue {
  const [, height = 1, width = 1] = parts.weight.dims
  const channels = call.dims(0)[3]
  if (typeof channels !== 'number') return call.refuse('the number of its channels is not known')
  const name = decodedConstant(call, 1, parts.weight, { order: [3, 0, 1, 2], axis: 0 })
  return convolve(call, parts, { name, kernel: [height, width], group: channels }, depthwiseConv2dSlots)
}

/** Weights are stored [out, in]; all but the last axis of the input are rows. */
function fullyConnected(call: TfCall, parts: LayerParts): TfValue {
  if ((parts.options?.byte(fullyConnectedSlots.weightsFormat) ?? 0) !== 0) return call.refuse('its weights are shuffled')
  const { builder, node } = call
  const [, depth = 1] = parts.weight.dims
  const rows = call.dims(0).length === 2 ? call.plain(0) : builder.add(`${node.name}/rows`, 'Reshape', [call.plain(0), builder.integers(`${node.name}/rows/shape`, [-1, depth])])
  const weight = decodedConstant(call, 1, parts.weight, { order: [0, 1], axis: 0 })
  const product = [rows, weight, ...biasOf(call, parts.bias)]
  if (parts.outputDims.length === 2) return call.plainTensor(call.add('Gemm', product, { transB: int(1) }))
  const flat = call.add('Gemm', product, { transB: int(1) }, '/product')
  return call.plainTensor(call.add('Reshape', [flat, builder.integers(`${node.name}/shape`, parts.outputDims)]))
}

/** Layers with weights, by operator. */
export const weightedLayers: ReadonlyMap<OperatorName, LayerConversion> = new Map<OperatorName, LayerConversion>([
  ['CONV_2D', { activationSlot: conv2dSlots.activation, paddingSlot: conv2dSlots.padding, convert: conv2d }],
  [
    'DEPTHWISE_CONV_2D',
    { activationSlot: depthwiseConv2dSlots.activation, paddingSlot: depthwiseConv2dSlots.padding, convert: depthwiseConv2d },
  ],
  ['FULLY_CONNECTED', { activationSlot: fullyConnectedSlots.activation, paddingSlot: null, convert: fullyConnected }],
])
