import { intAttribute, intsAttribute } from '../attribute'
import type { Dim } from '../graph'
import { broadcastDims } from './broadcast-dims'
import { reshapeDims } from './reshape-dims'
import type { ShapeContext, ShapeRule, ValueType } from './shape-rule'
import { frontAxis } from './shape-rule'
import { sliceExtent } from './slice-extent'

/** Result that keeps the type of the first input; unknown rank in, unknown rank out. */
function mapDims(context: ShapeContext, change: (dims: readonly Dim[]) => readonly Dim[] | null): ValueType[] {
  const { dataType, dims } = context.type(0)
  return [{ dataType, dims: dims && change(dims) }]
}

const reshape: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const target = context.numbers(1)
    return target === undefined ? null : reshapeDims(dims, target)
  })

const transpose: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const order = intsAttribute(context.node.attributes, 'perm', dims.map((_, axis) => dims.length - 1 - axis))
    if (order.length !== dims.length || new Set(order).size !== dims.length) {
      throw new Error(`perm [${order.join(', ')}] does not order ${dims.length} axes`)
    }
    return order.map((axis) => dims[frontAxis(axis, dims.length)] ?? null)
  })

const flatten: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const axis = intAttribute(context.node.attributes, 'axis', 1)
    const split = axis < 0 ? axis + dims.length : axis
    return [product(dims.slice(0, split)), product(dims.slice(split))]
  })

const squeeze: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const axes = context.numbers(1)?.map((axis) => frontAxis(axis, dims.length))
    for (const axis of axes ?? []) {
      if (typeof dims[axis] === 'number' && dims[axis] !== 1) throw new Error(`axis ${axis} has extent ${dims[axis]}`)
    }
    return dims.filter((dim, axis) => (axes ? !axes.includes(axis) : dim !== 1))
  })

const unsqueeze: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const axes = context.numbers(1)
    if (axes === undefined) return null
    const rank = dims.length + axes.length
    const inserted = new Set(axes.map((axis) => frontAxis(axis, rank)))
    const rest = dims[Symbol.iterator]()
    return Array.from({ length: rank }, (_, axis) => (inserted.has(axis) ? 1 : (rest.next().value ?? null)))
  })

const concat: ShapeRule = (context) => {
  const types = context.node.inputs.map((_, position) => context.type(position))
  const dataType = types[0]?.dataType ?? 'float32'
  const shapes = types.map((type) => type.dims).filter((dims) => dims !== null)
  const first = shapes[0]
  if (first === undefined || shapes.length !== types.length) return [{ dataType, dims: null }]
  const axis = frontAxis(intAttribute(context.node.attributes, 'axis', 0), first.length)
  const dims = first.map((dim, position) => {
    const extents = shapes.map((shape) => shape[position] ?? null)
    if (position === axis) return sum(extents)
    const known = extents.filter((extent) => typeof extent === 'number')
    if (known.some((extent) => extent !== known[0])) throw new Error(`extents ${extents.join(', ')} differ on axis ${position}`)
    return known[0] ?? dim
  })
  return [{ dataType, dims }]
}

const slice: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const starts = context.numbers(1)
    const ends = context.numbers(2)
    if (starts === undefined || ends === undefined) return dims.map(() => null)
    const axes = context.has(3) ? context.numbers(3) : starts.map((_, axis) => axis)
    const steps = context.has(4) ? context.numbers(4) : starts.map(() => 1)
    if (axes === undefined || steps === undefined) return dims.map(() => null)
    const result = [...dims]
    axes.forEach((axis, position) => {
      const front = frontAxis(axis, dims.length)
      result[front] = sliceExtent(dims[front] ?? null, starts[position] ?? 0, ends[position] ?? 0, steps[position] ?? 1)
    })
    return result
  })

const split: ShapeRule = (context) => {
  const { dataType, dims } = context.type(0)
  const count = context.node.outputs.length
  if (dims === null) return context.node.outputs.map(() => ({ dataType, dims }))
  const axis = frontAxis(intAttribute(context.node.attributes, 'axis', 0), dims.length)
  const total = dims[axis]
  const parts = context.numbers(1)
  return context.node.outputs.map((_, position) => {
    const part = parts?.[position] ?? (typeof total === 'number' ? Math.ceil(total / count) : null)
    return { dataType, dims: dims.map((dim, at) => (at === axis ? part : dim)) }
  })
}

const expand: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const target = context.numbers(1)
    return target === undefined ? null : broadcastDims([dims, target])
  })

const pad: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const pads = context.numbers(1)
    return dims.map((dim, axis) => {
      if (pads === undefined) return null
      const added = (pads[axis] ?? 0) + (pads[axis + dims.length] ?? 0)
      if (added === 0) return dim
      return typeof dim === 'number' ? dim + added : null
    })
  })

const gather: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const indices = context.type(1).dims
    const axis = frontAxis(intAttribute(context.node.attributes, 'axis', 0), dims.length)
    return indices && [...dims.slice(0, axis), ...indices, ...dims.slice(axis + 1)]
  })

const shape: ShapeRule = (context) => [{ dataType: 'int64', dims: [context.type(0).dims?.length ?? null] }]

const reduce: ShapeRule = (context) =>
  mapDims(context, (dims) => {
    const listed = context.numbers(1) ?? intsAttribute(context.node.attributes, 'axes', [])
    const axes = listed.length > 0 ? listed.map((axis) => frontAxis(axis, dims.length)) : dims.map((_, axis) => axis)
    if (intAttribute(context.node.attributes, 'keepdims', 1) === 0) return dims.filter((_, axis) => !axes.includes(axis))
    return dims.map((dim, axis) => (axes.includes(axis) ? 1 : dim))
  })

function argReduce(context: ShapeContext): ValueType[] {
  const { dims } = context.type(0)
  if (dims === null) return [{ dataType: 'int64', dims }]
  const axis = frontAxis(intAttribute(context.node.attributes, 'axis', 0), dims.length)
  const kept = intAttribute(context.node.attributes, 'keepdims', 1) === 1
  return [{ dataType: 'int64', dims: kept ? dims.map((dim, at) => (at === axis ? 1 : dim)) : dims.filter((_, at) => at !== axis) }]
}

function product(dims: readonly Dim[]): Dim {
  const rest = dims.filter((dim) => dim !== 1)
  if (rest.length === 1) return rest[0] ?? null
  return rest.reduce<Dim>((total, dim) => (typeof total === 'number' && typeof dim === 'number' ? total * dim : null), 1)
}

function sum(dims: readonly Dim[]): Dim {
  return dims.reduce<Dim>((total, dim) => (typeof total === 'number' && typeof dim === 'number' ? total + dim : null), 0)
}

/** Shape rules of operators that move or select elements, or reduce axes. */
export const layoutShapes: ReadonlyMap<string, ShapeRule> = new Map<string, ShapeRule>([
  ['Reshape', reshape],
  ['Transpose', transpose],
  ['Flatten', flatten],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Concat', concat],
  ['Slice', slice],
  ['Split', split],
  ['Expand', expand],
  ['Pad', pad],
  ['Gather', gather],
  ['Shape', shape],
  ['ReduceMean', reduce],
  ['ReduceMax', reduce],
  ['ReduceSum', reduce],
  ['ArgMax', argReduce],
])
