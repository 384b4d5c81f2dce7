import { int } from '#core/onnx/attribute'
import type { Dim } from '#core/onnx/graph'
import { frontAxis } from '#core/onnx/shapes/shape-rule'
import { sliceBounds } from '#core/onnx/shapes/slice-extent'
import { int32Tensor, tensorNumbers } from '#core/onnx/tensor'
import type { TfCall } from '../tf-call'
import type { TfValue } from '../tf-value'
import type { TfOperator, TfOperators } from './operator'

/** An integer vector: a constant when every element is known. */
export function integerVector(dims: readonly Dim[]): TfValue {
  const known = dims.filter((dim) => typeof dim === 'number')
  if (known.length < dims.length) return { kind: 'extents', dims, scalar: false }
  return { kind: 'constant', tensor: int32Tensor([known.length], known) }
}

function integerScalar(dim: Dim): TfValue {
  if (typeof dim !== 'number') return { kind: 'extents', dims: [dim], scalar: true }
  return { kind: 'constant', tensor: int32Tensor([], [dim]) }
}

const shape: TfOperator = (call) => integerVector(call.dims(0))

function isIntegers(call: TfCall, position: number): boolean {
  const value = call.input(position)
  return value.kind === 'extents' || (value.kind === 'constant' && value.tensor.dataType.startsWith('int'))
}

/** Stacks integer scalars into a vector; tensors of any rank by a new axis. */
const pack: TfOperator = (call) => {
  const positions = Array.from({ length: call.inputCount }, (_, position) => position)
  if (positions.every((position) => isIntegers(call, position) && call.dims(position).length === 0)) {
    return integerVector(positions.flatMap((position) => [...call.extents(position)]))
  }
  const axis = call.attribute('axis').int ?? 0
  const front = frontAxis(axis, call.dims(0).length + 1)
  const axes = call.builder.integers(`${call.node.name}/axes`, [front])
  const parts = positions.map((position) => call.add('Unsqueeze', [call.plain(position), axes], {}, `/part_${position}`))
  return call.plainTensor(call.add('Concat', parts, { axis: int(front) }))
}

/** Selection from a shape vector, which is what graph models use it for; other inputs become an ONNX Slice. */
const stridedSlice: TfOperator = (call) => {
  const mask = (name: string): number => call.attribute(name).int ?? 0
  if (mask('ellipsis_mask') !== 0 || mask('new_axis_mask') !== 0) return call.refuse('it selects with … or new axes')
  const [starts, ends, steps] = [call.numbers(1), call.numbers(2), call.numbers(3)]
  const dims = call.dims(0)
  const begin = starts.map((start, axis) => ((mask('begin_mask') >> axis) & 1 ? 0 : start))
  const end = starts.map((start, axis) => {
    if ((mask('shrink_axis_mask') >> axis) & 1) return start === -1 ? Number.MAX_SAFE_INTEGER : start + 1
    return (mask('end_mask') >> axis) & 1 ? Number.MAX_SAFE_INTEGER : (ends[axis] ?? 0)
  })
  if (steps.some((step) => step < 1)) return call.refuse('it steps backwards')
  if (isIntegers(call, 0) && dims.length === 1) {
    const values = call.extents(0)
    const [first, last] = sliceBounds(values.length, begin[0] ?? 0, end[0] ?? 0, 1)
    const chosen = values.slice(first, last).filter((_, index) => index % (steps[0] ?? 1) === 0)
    return mask('shrink_axis_mask') & 1 ? integerScalar(chosen[0] ?? null) : integerVector(chosen)
  }
  const { name } = call.node
  const axes = starts.map((_, axis) => axis)
  const operands = [begin, end, axes, steps].map((values, place) => call.builder.integers(`${name}/${place}`, values))
  const shrunk = axes.filter((axis) => (mask('shrink_axis_mask') >> axis) & 1)
  const sliced = call.add('Slice', [call.plain(0), ...operands], {}, shrunk.length > 0 ? '/sliced' : '')
  if (shrunk.length === 0) return call.plainTensor(sliced)
  return call.plainTensor(call.add('Squeeze', [sliced, call.builder.integers(`${name}/shrunk`, shrunk)]))
}

/** Integer arithmetic on known sizes, as padding computed from shapes needs it. */
function onIntegers(operate: (a: number, b: number) => number): TfOperator {
  return (call) => {
    const [a, b] = [call.constant(0), call.constant(1)]
    const [left, right] = [tensorNumbers(a), tensorNumbers(b)]
    const longer = left.length >= right.length ? a : b
    const values = tensorNumbers(longer).map((_, index) =>
      operate(left[left.length === 1 ? 0 : index] ?? 0, right[right.length === 1 ? 0 : index] ?? 1),
    )
    return { kind: 'constant', tensor: int32Tensor(longer.dims, values) }
  }
}

/** Operators on shapes and sizes. */
export const extentOperators: TfOperators = new Map<string, TfOperator>([
  ['Shape', shape],
  ['Pack', pack],
  ['StridedSlice', stridedSlice],
  ['FloorDiv', onIntegers((a, b) => Math.floor(a / b))],
  ['FloorMod', onIntegers((a, b) => a - b * Math.floor(a / b))],
])
