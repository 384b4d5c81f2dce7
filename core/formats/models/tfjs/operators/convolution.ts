import type { Attribute } from '#core/onnx/attribute'
import { int, ints } from '#core/onnx/attribute'
import { transposeTensor } from '#core/onnx/evaluate/strided-tensor'
import type { Tensor } from '#core/onnx/tensor'
import type { TfCall } from '../tf-call'
import type { TfSpreadValue, TfTensorValue, TfValue } from '../tf-value'
import { clipToSix } from './elementwise'
import type { TfOperator, TfOperators } from './operator'
import { requireChannelsLast, windowPads } from './window-pads'

/** Filters in ONNX order and the number of groups. */
interface Filters {
  readonly tensor: Tensor
  readonly group: number
}

/** [H, W, in, out] to [out, in, H, W]. */
function denseFilters(call: TfCall): Filters {
  return { tensor: transposeTensor(call.constant(1), [3, 2, 0, 1]), group: 1 }
}

/** [H, W, channels, multiplier] to [channels * multiplier, 1, H, W], one group per channel. */
function depthwiseFilters(call: TfCall): Filters {
  const ordered = transposeTensor(call.constant(1), [2, 3, 0, 1])
  const [channels = 1, multiplier = 1, height = 1, width = 1] = ordered.dims
  return { tensor: { ...ordered, dims: [channels * multiplier, 1, height, width] }, group: channels }
}

function convolve(call: TfCall, filters: Filters, after: (value: TfTensorValue) => TfTensorValue): TfValue {
  requireChannelsLast(call)
  const kernel = filters.tensor.dims.slice(2)
  const strides = (call.attribute('strides').ints ?? [1, 1, 1, 1]).slice(1, 3)
  const dilations = (call.attribute('dilations').ints ?? [1, 1, 1, 1]).slice(1, 3)
  const emit = (image: TfTensorValue, pads: readonly number[], spread: readonly number[]): TfTensorValue => {
    const weight = call.builder.constant(`${call.node.name}/weight`, filters.tensor)
    const attributes: Readonly<Record<string, Attribute>> = {
      kernel_shape: ints(...kernel),
      strides: ints(...strides),
      dilations: ints(...spread),
      pads: ints(...pads),
      group: int(filters.group),
    }
    return after(call.channelsFirst(call.add('Conv', [image.name, weight], attributes)))
  }
  const input = call.input(0)
  if (input.kind === 'spread') return convolveSpread(call, input, strides, dilations, emit)
  const image = call.image(0)
  return emit(image, windowPads(call, image, kernel, strides, dilations), dilations)
}

function convolveSpread(
  call: TfCall,
  input: TfSpreadValue,
  strides: readonly number[],
  dilations: readonly number[],
  emit: (image: TfTensorValue, pads: readonly number[], spread: readonly number[]) => TfTensorValue,
): TfValue {
  if (call.attribute('padding').text !== 'VALID' || [...strides, ...dilations].some((step) => step !== 1)) {
    return call.refuse('between SpaceToBatchND and BatchToSpaceND only a VALID convolution with stride 1 can be dilated')
  }
  return {
    kind: 'spread-convolution',
    block: input.block,
    paddings: input.paddings,
    emit: (pads) => emit(input.image, pads, input.block),
  }
}

const unchanged = (value: TfTensorValue): TfTensorValue => value

/** Bias and activation of a fused convolution, in the order `fused_ops` states. */
function fusedSteps(call: TfCall): (value: TfTensorValue) => TfTensorValue {
  const steps = call.attribute('fused_ops').texts ?? []
  const unknown = steps.filter((step) => !FUSED_STEPS.has(step))
  if (unknown.length > 0) return call.refuse(`it is fused with ${unknown.join(', ')}`)
  return (value) => steps.reduce((current, step) => FUSED_STEPS.get(step)?.(call, current) ?? current, value)
}

const FUSED_STEPS: ReadonlyMap<string, (call: TfCall, value: TfTensorValue) => TfTensorValue> = new Map<
  string,
  (call: TfCall, value: TfTensorValue) => TfTensorValue
>([
  ['BiasAdd', (call, value) => ({ ...value, name: call.add('Add', [value.name, call.besideImage(2)], {}, '/bias_add') })],
  ['Relu', (call, value) => ({ ...value, name: call.add('Relu', [value.name], {}, '/relu') })],
  ['Relu6', (call, value) => clipToSix(call, value, '/relu6')],
  ['Sigmoid', (call, value) => ({ ...value, name: call.add('Sigmoid', [value.name], {}, '/sigmoid') })],
])

const spaceToBatch: TfOperator = (call) => {
  const block = call.numbers(1)
  const [top = 0, bottom = 0, left = 0, right = 0] = call.numbers(2)
  if (block.length !== 2) return call.refuse('it does not spread height and width')
  return {
    kind: 'spread',
    image: call.image(0),
    block,
    paddings: [
      [top, bottom],
      [left, right],
    ],
  }
}

const batchToSpace: TfOperator = (call) => {
  const input = call.input(0)
  if (input.kind !== 'spread-convolution') return call.refuse('it does not follow SpaceToBatchND and one convolution')
  if (call.numbers(1).join() !== input.block.join()) return call.refuse('its block differs from that of SpaceToBatchND')
  const crops = call.numbers(2)
  const [vertical, horizontal] = input.paddings.map(([begin, end], axis) => [
    begin - (crops[axis * 2] ?? 0),
    end - (crops[axis * 2 + 1] ?? 0),
  ])
  const pads = [vertical?.[0] ?? 0, horizontal?.[0] ?? 0, vertical?.[1] ?? 0, horizontal?.[1] ?? 0]
  if (pads.some((pad) => pad < 0)) return call.refuse('it crops more than SpaceToBatchND padded')
  return input.emit(pads)
}

const batchNorm: TfOperator = (call) => {
  requireChannelsLast(call)
  if (call.attribute('is_training').flag === true) return call.refuse('it is in training mode')
  const image = call.image(0)
  const statistics = [1, 2, 3, 4].map((position) => call.builder.constant(`${call.node.name}/${position}`, call.constant(position)))
  const epsilon: Attribute = { type: 'float', value: call.attribute('epsilon').float ?? 1e-4 }
  return call.channelsFirst(call.add('BatchNormalization', [image.name, ...statistics], { epsilon }))
}

/** Convolutions, what is fused with them, and the pair of operators that dilates them. */
export const convolutionOperators: TfOperators = new Map<string, TfOperator>([
  ['Conv2D', (call) => convolve(call, denseFilters(call), unchanged)],
  ['DepthwiseConv2dNative', (call) => convolve(call, depthwiseFilters(call), unchanged)],
  ['_FusedConv2D', (call) => convolve(call, denseFilters(call), fusedSteps(call))],
  ['FusedDepthwiseConv2dNative', (call) => convolve(call, depthwiseFilters(call), fusedSteps(call))],
  ['SpaceToBatchND', spaceToBatch],
  ['BatchToSpaceND', batchToSpace],
  ['FusedBatchNorm', batchNorm],
  ['FusedBatchNormV2', batchNorm],
  ['FusedBatchNormV3', batchNorm],
])
