import { intAttribute, intsAttribute, stringAttribute } from '../attribute'
import type { Dim } from '../graph'
import type { ShapeContext, ShapeRule } from './shape-rule'

interface Window {
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
  /** Begin pads of the spatial axes, then end pads. */
  readonly pads: readonly number[]
  readonly autoPad: string
  readonly ceilMode: number
}

function windowOf(context: ShapeContext, kernel: readonly number[]): Window {
  const { attributes } = context.node
  const ones = kernel.map(() => 1)
  return {
    kernel,
    strides: intsAttribute(attributes, 'strides', ones),
    dilations: intsAttribute(attributes, 'dilations', ones),
    pads: intsAttribute(attributes, 'pads', [...kernel, ...kernel].map(() => 0)),
    autoPad: stringAttribute(attributes, 'auto_pad', 'NOTSET'),
    ceilMode: intAttribute(attributes, 'ceil_mode', 0),
  }
}

function slide(spatial: readonly Dim[], window: Window): Dim[] {
  return spatial.map((size, axis) => {
    if (typeof size !== 'number') return null
    const stride = window.strides[axis] ?? 1
    if (window.autoPad.startsWith('SAME')) return Math.ceil(size / stride)
    const span = ((window.kernel[axis] ?? 1) - 1) * (window.dilations[axis] ?? 1) + 1
    const padding =
      window.autoPad === 'VALID' ? 0 : (window.pads[axis] ?? 0) + (window.pads[axis + spatial.length] ?? 0)
    const steps = (size + padding - span) / stride
    const result = (window.ceilMode === 1 ? Math.ceil(steps) : Math.floor(steps)) + 1
    if (result < 1) throw new Error(`a window of ${span} does not fit into ${size} + ${padding} pixels`)
    return result
  })
}

const conv: ShapeRule = (context) => {
  const input = context.type(0)
  const weight = context.type(1)
  if (input.dims === null || weight.dims === null) return [{ dataType: input.dataType, dims: null }]
  const [batch = null, channels = null, ...spatial] = input.dims
  const [outChannels = null, groupChannels = null, ...kernel] = weight.dims
  const group = intAttribute(context.node.attributes, 'group', 1)
  if (typeof channels === 'number' && typeof groupChannels === 'number' && channels !== groupChannels * group) {
    throw new Error(`${channels} channels meet weights for ${groupChannels} x ${group} groups`)
  }
  if (kernel.length !== spatial.length) throw new Error(`weights of rank ${weight.dims.length} meet an input of rank ${input.dims.length}`)
  if (typeof outChannels === 'number' && outChannels % group !== 0) {
    throw new Error(`${outChannels} filters do not divide into ${group} groups`)
  }
  const sizes = kernel.map((size) => (typeof size === 'number' ? size : 1))
  return [{ dataType: input.dataType, dims: [batch, outChannels, ...slide(spatial, windowOf(context, sizes))] }]
}

const pool: ShapeRule = (context) => {
  const { dataType, dims } = context.type(0)
  if (dims === null) return [{ dataType, dims }]
  const [batch = null, channels = null, ...spatial] = dims
  const kernel = intsAttribute(context.node.attributes, 'kernel_shape', [])
  return [{ dataType, dims: [batch, channels, ...slide(spatial, windowOf(context, kernel))] }]
}

const globalPool: ShapeRule = (context) => {
  const { dataType, dims } = context.type(0)
  return [{ dataType, dims: dims && dims.map((dim, axis) => (axis < 2 ? dim : 1)) }]
}

const resize: ShapeRule = (context) => {
  const { dataType, dims } = context.type(0)
  const sizes = context.numbers(3)
  const scales = context.numbers(2)
  if (dims === null) return [{ dataType, dims: sizes ?? null }]
  if (sizes !== undefined && sizes.length > 0) return [{ dataType, dims: sizes }]
  if (scales === undefined) return [{ dataType, dims: dims.map(() => null) }]
  return [
    {
      dataType,
      dims: dims.map((dim, axis) => {
        const scale = scales[axis] ?? 1
        if (scale === 1) return dim
        return typeof dim === 'number' ? Math.floor(dim * scale) : null
      }),
    },
  ]
}

/** Blocks of pixels become channels (`growth` = blocksize) or back (`growth` = 1 / blocksize). */
function moveBlocks(context: ShapeContext, growth: number): ReturnType<ShapeRule> {
  const { dataType, dims } = context.type(0)
  const factors = [1, growth * growth, 1 / growth, 1 / growth]
  return [
    {
      dataType,
      dims:
        dims &&
        dims.map((dim, axis) => {
          const factor = factors[axis] ?? 1
          if (factor === 1) return dim
          return typeof dim === 'number' ? Math.round(dim * factor) : null
        }),
    },
  ]
}

const spaceToDepth: ShapeRule = (context) => moveBlocks(context, intAttribute(context.node.attributes, 'blocksize', 1))

const depthToSpace: ShapeRule = (context) =>
  moveBlocks(context, 1 / intAttribute(context.node.attributes, 'blocksize', 1))

const batchNormalization: ShapeRule = (context) => [context.type(0)]

/** Shape rules of operators that know channels and pixels (layout N, C, H, W). */
export const spatialShapes: ReadonlyMap<string, ShapeRule> = new Map<string, ShapeRule>([
  ['Conv', conv],
  ['AveragePool', pool],
  ['MaxPool', pool],
  ['GlobalAveragePool', globalPool],
  ['GlobalMaxPool', globalPool],
  ['Resize', resize],
  ['SpaceToDepth', spaceToDepth],
  ['DepthToSpace', depthToSpace],
  ['BatchNormalization', batchNormalization],
])
