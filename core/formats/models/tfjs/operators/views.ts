import { int, ints } from '#core/onnx/attribute'
import type { Dim } from '#core/onnx/graph'
import { frontAxis } from '#core/onnx/shapes/shape-rule'
import type { TfCall } from '../tf-call'
import { integerVector } from './extents'
import type { TfOperator, TfOperators } from './operator'

/** Position of each TensorFlow axis (N, H, W, C) in a channels-first value. */
const CHANNELS_FIRST_PLACE = [0, 2, 3, 1]
/** TensorFlow axis held at each place of a channels-first value. */
const CHANNELS_FIRST_AXIS = [0, 3, 1, 2]

/** Target of an ONNX Reshape: an extent that is not known becomes 0 (copied) in front, else -1. */
function reshapeTarget(call: TfCall, target: readonly Dim[]): number[] {
  const source = call.dims(0)
  const result = target.map((dim, axis) => {
    if (typeof dim === 'number') return dim
    return axis === 0 && dim !== null && dim === source[0] ? 0 : -1
  })
  const open = result.filter((extent) => extent === -1).length
  if (open > 1) return call.refuse(`its target shape [${target.join(', ')}] leaves more than one extent open`)
  return result
}

const reshape: TfOperator = (call) => {
  const shape = call.builder.integers(`${call.node.name}/shape`, reshapeTarget(call, call.extents(1)))
  return call.plainTensor(call.add('Reshape', [call.plain(0), shape]))
}

const squeeze: TfOperator = (call) => {
  const dims = call.dims(0)
  const listed = (call.attribute('squeeze_dims').ints ?? []).map((axis) => frontAxis(axis, dims.length))
  const axes = listed.length > 0 ? listed : dims.flatMap((dim, axis) => (dim === 1 ? [axis] : []))
  const value = call.input(0)
  if (value.kind === 'extents') return { kind: 'extents', dims: value.dims, scalar: true }
  const name = call.add('Squeeze', [call.plain(0), call.builder.integers(`${call.node.name}/axes`, axes)])
  return call.plainTensor(name)
}

const expandDims: TfOperator = (call) => {
  const value = call.input(0)
  const [axis = 0] = call.numbers(1)
  if (value.kind === 'extents') return { kind: 'extents', dims: value.dims, scalar: false }
  const axes = call.builder.integers(`${call.node.name}/axes`, [frontAxis(axis, call.dims(0).length + 1)])
  return call.plainTensor(call.add('Unsqueeze', [call.plain(0), axes]))
}

/** A transposition only changes how an image value is held when its new order is the one it is held in anyway. */
const transpose: TfOperator = (call) => {
  const order = call.numbers(1)
  const value = call.input(0)
  if (value.kind !== 'tensor' || value.layout === 'plain') {
    return call.plainTensor(call.add('Transpose', [call.plain(0)], { perm: ints(...order) }))
  }
  const held = order.map((axis) => CHANNELS_FIRST_PLACE[axis] ?? axis)
  if (held.every((place, position) => place === position)) return call.plainTensor(value.name)
  return call.plainTensor(call.add('Transpose', [value.name], { perm: ints(...held) }))
}

const concat: TfOperator = (call) => {
  const count = call.inputCount - 1
  const [axis = 0] = call.numbers(count)
  const positions = Array.from({ length: count }, (_, position) => position)
  const parts = positions.map((position) => call.input(position))
  if (parts.every((part) => part.kind === 'extents' || (part.kind === 'constant' && part.tensor.dataType === 'int32'))) {
    return integerVector(positions.flatMap((position) => call.extents(position)))
  }
  const front = frontAxis(axis, call.dims(0).length)
  if (positions.some((position) => call.isImage(position))) {
    const names = positions.map((position) => call.image(position).name)
    return call.channelsFirst(call.add('Concat', names, { axis: int(CHANNELS_FIRST_PLACE[front] ?? front) }))
  }
  return call.plainTensor(call.add('Concat', positions.map((position) => call.plain(position)), { axis: int(front) }))
}

const slice: TfOperator = (call) => {
  const starts = call.numbers(1)
  const sizes = call.numbers(2)
  const axes = starts.map((_, axis) => axis).filter((axis) => starts[axis] !== 0 || sizes[axis] !== -1)
  const ends = axes.map((axis) => (sizes[axis] === -1 ? Number.MAX_SAFE_INTEGER : (starts[axis] ?? 0) + (sizes[axis] ?? 0)))
  const value = call.input(0)
  const image = value.kind === 'tensor' && value.layout === 'channels-first'
  const places = image ? axes.map((axis) => CHANNELS_FIRST_PLACE[axis] ?? axis) : axes
  const { name } = call.node
  const inputs = [
    image ? value.name : call.plain(0),
    call.builder.integers(`${name}/starts`, axes.map((axis) => starts[axis] ?? 0)),
    call.builder.integers(`${name}/ends`, ends),
    call.builder.integers(`${name}/axes`, places),
  ]
  const result = call.add('Slice', inputs)
  return image ? call.channelsFirst(result) : call.plainTensor(result)
}

const pad: TfOperator = (call) => {
  const amounts = call.numbers(1)
  const rank = amounts.length / 2
  const value = call.input(0)
  const image = value.kind === 'tensor' && value.layout === 'channels-first' && rank === 4
  const axes = Array.from({ length: rank }, (_, place) => (image ? (CHANNELS_FIRST_AXIS[place] ?? place) : place))
  const pads = [...axes.map((axis) => amounts[axis * 2] ?? 0), ...axes.map((axis) => amounts[axis * 2 + 1] ?? 0)]
  const inputs = [image ? value.name : call.plain(0), call.builder.integers(`${call.node.name}/pads`, pads)]
  if (call.inputCount > 2) inputs.push(call.builder.constant(`${call.node.name}/fill`, call.constant(2)))
  const name = call.add('Pad', inputs)
  return image ? call.channelsFirst(name) : call.plainTensor(name)
}

const split: TfOperator = (call) => {
  const [axis = 0] = call.numbers(0)
  const count = call.attribute('num_split').int ?? 1
  const front = frontAxis(axis, call.dims(1).length)
  const image = call.isImage(1)
  const names = Array.from({ length: count }, (_, part) => `${call.node.name}/part_${part}`)
  const source = image ? call.image(1).name : call.plain(1)
  const place = image ? (CHANNELS_FIRST_PLACE[front] ?? front) : front
  const parts = call.builder.addMany(names, 'Split', [source], { axis: int(place) })
  return parts.map((part) => (image ? call.channelsFirst(part) : call.plainTensor(part)))
}

/** Operators that move, join or select elements. */
export const viewOperators: TfOperators = new Map<string, TfOperator>([
  ['Reshape', reshape],
  ['Squeeze', squeeze],
  ['ExpandDims', expandDims],
  ['Transpose', transpose],
  ['ConcatV2', concat],
  ['Slice', slice],
  ['Pad', pad],
  ['PadV2', pad],
  ['Split', split],
])
