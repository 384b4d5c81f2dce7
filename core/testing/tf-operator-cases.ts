import type { TestNode, TestWeight } from './tfjs-model'

/** A small TensorFlow graph from feature map `x` to value `y`. */
export interface TfOperatorCase {
  /** Height, width and channels of `x`; the first convolution of each graph reads three channels. */
  readonly size: readonly [height: number, width: number]
  readonly nodes: Readonly<Record<string, TestNode>>
  readonly constants: Readonly<Record<string, TestWeight>>
  /** Axis order in which the imported graph gives `y`. */
  readonly layout: 'plain' | 'channels-first'
}

/** Any numbers, the same every time. */
export function testWave(count: number, phase: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.fround(Math.sin(phase + index * 1.7)))
}

function weight(...dims: readonly number[]): TestWeight {
  return { dims, values: testWave(dims.reduce((product, dim) => product * dim, 1), dims.length + (dims[0] ?? 0)) }
}

function positive(count: number): TestWeight {
  return { dims: [count], values: testWave(count, 2).map((value) => Math.fround(value + 1.5)) }
}

function integers(...values: readonly number[]): TestWeight {
  return { dims: [values.length], values, dataType: 'int32' }
}

function integer(value: number): TestWeight {
  return { dims: [], values: [value], dataType: 'int32' }
}

const window = (padding: string, stride: number): NonNullable<TestNode['attributes']> => ({
  padding,
  strides: [1, stride, stride, 1],
  dilations: [1, 1, 1, 1],
  data_format: 'NHWC',
})
const pooling = (padding: string, size: number, stride: number): NonNullable<TestNode['attributes']> => ({
  padding,
  ksize: [1, size, size, 1],
  strides: [1, stride, stride, 1],
})

/** Graphs whose results by TensorFlow.js are kept beside the importer. */
export const tfOperatorCases: Readonly<Record<string, TfOperatorCase>> = {
  'SAME at stride 2, even and odd sizes': {
    size: [8, 7],
    nodes: { y: { op: 'Conv2D', inputs: ['x', 'w'], attributes: window('SAME', 2) } },
    constants: { w: weight(3, 3, 3, 4) },
    layout: 'channels-first',
  },
  'depthwise with multiplier, batch norm, Relu6': {
    size: [6, 6],
    nodes: {
      d: { op: 'DepthwiseConv2dNative', inputs: ['x', 'w'], attributes: window('SAME', 1) },
      n: { op: 'FusedBatchNormV3', inputs: ['d', 'g', 'b', 'm', 'v'], attributes: { epsilon: { float: 0.001 }, is_training: false, data_format: 'NHWC' } },
      y: { op: 'Relu6', inputs: ['n'] },
    },
    constants: { w: weight(3, 3, 3, 2), g: weight(6), b: weight(6), m: weight(6), v: positive(6) },
    layout: 'channels-first',
  },
  'folded batch norm left as Mul and Add, AddN, Sub': {
    size: [5, 5],
    nodes: {
      c: { op: 'Conv2D', inputs: ['x', 'w'], attributes: window('SAME', 1) },
      p: { op: 'Mul', inputs: ['c', 'k'] },
      q: { op: 'AddV2', inputs: ['p', 's'] },
      r: { op: 'AddN', inputs: ['q', 'x', 'x'] },
      y: { op: 'Sub', inputs: ['h', 'r'] },
    },
    constants: { w: weight(1, 1, 3, 3), k: weight(3), s: weight(1, 1, 1, 3), h: weight(5, 5, 3) },
    layout: 'channels-first',
  },
  'dilation by SpaceToBatchND': {
    size: [9, 7],
    nodes: {
      a: { op: 'SpaceToBatchND', inputs: ['x', 'block', 'paddings'] },
      c: { op: 'DepthwiseConv2dNative', inputs: ['a', 'w'], attributes: window('VALID', 1) },
      y: { op: 'BatchToSpaceND', inputs: ['c', 'block', 'crops'] },
    },
    constants: {
      w: weight(3, 3, 3, 1),
      block: integers(2, 2),
      paddings: { dims: [2, 2], values: [2, 3, 2, 3], dataType: 'int32' },
      crops: { dims: [2, 2], values: [0, 1, 0, 1], dataType: 'int32' },
    },
    layout: 'channels-first',
  },
  'fused convolution with bias and activation after padding': {
    size: [6, 5],
    nodes: {
      p: { op: 'Pad', inputs: ['x', 'amounts'] },
      y: { op: '_FusedConv2D', inputs: ['p', 'w', 'b'], attributes: { ...window('VALID', 2), fused_ops: { texts: ['BiasAdd', 'Relu'] }, num_args: { int: 1 } } },
    },
    constants: { w: weight(3, 3, 3, 4), b: weight(4), amounts: { dims: [4, 2], values: [0, 0, 0, 1, 1, 2, 0, 0], dataType: 'int32' } },
    layout: 'channels-first',
  },
  'average pool, SAME': {
    size: [5, 6],
    nodes: { y: { op: 'AvgPool', inputs: ['x'], attributes: pooling('SAME', 3, 2) } },
    constants: {},
    layout: 'channels-first',
  },
  'max pool, VALID': {
    size: [5, 6],
    nodes: { y: { op: 'MaxPool', inputs: ['x'], attributes: pooling('VALID', 2, 2) } },
    constants: {},
    layout: 'channels-first',
  },
  'bilinear, top left corners': {
    size: [3, 4],
    nodes: { y: { op: 'ResizeBilinear', inputs: ['x', 'size'], attributes: { align_corners: false } } },
    constants: { size: integers(7, 9) },
    layout: 'channels-first',
  },
  'bilinear, corners aligned': {
    size: [3, 4],
    nodes: { y: { op: 'ResizeBilinear', inputs: ['x', 'size'], attributes: { align_corners: true } } },
    constants: { size: integers(7, 9) },
    layout: 'channels-first',
  },
  'bilinear, pixel centres': {
    size: [3, 4],
    nodes: { y: { op: 'ResizeBilinear', inputs: ['x', 'size'], attributes: { align_corners: false, half_pixel_centers: true } } },
    constants: { size: integers(7, 9) },
    layout: 'channels-first',
  },
  'bilinear, smaller': {
    size: [9, 7],
    nodes: { y: { op: 'ResizeBilinear', inputs: ['x', 'size'], attributes: { align_corners: false, half_pixel_centers: true } } },
    constants: { size: integers(4, 5) },
    layout: 'channels-first',
  },
  'nearest, top left corners': {
    size: [3, 4],
    nodes: { y: { op: 'ResizeNearestNeighbor', inputs: ['x', 'size'], attributes: { align_corners: false } } },
    constants: { size: integers(6, 8) },
    layout: 'channels-first',
  },
  'classifier head: mean, matrix product, softmax': {
    size: [4, 4],
    nodes: {
      m: { op: 'Mean', inputs: ['x', 'axes'], attributes: { keep_dims: false } },
      p: { op: '_FusedMatMul', inputs: ['m', 'w', 'b'], attributes: { fused_ops: { texts: ['BiasAdd'] }, num_args: { int: 1 }, transpose_a: false, transpose_b: false } },
      y: { op: 'Softmax', inputs: ['p'] },
    },
    constants: { axes: integers(1, 2), w: weight(3, 5), b: weight(5) },
    layout: 'plain',
  },
  'box head: reshape by computed shape, join, squeeze, slice': {
    size: [2, 2],
    nodes: {
      s: { op: 'Shape', inputs: ['x'] },
      n: { op: 'StridedSlice', inputs: ['s', 'zero', 'one', 'one'], attributes: { shrink_axis_mask: { int: 1 } } },
      t: { op: 'Pack', inputs: ['n', 'four', 'single', 'three'], attributes: { axis: { int: 0 }, N: { int: 4 } } },
      r: { op: 'Reshape', inputs: ['x', 't'] },
      c: { op: 'ConcatV2', inputs: ['r', 'r', 'single'], attributes: { N: { int: 2 } } },
      q: { op: 'Squeeze', inputs: ['c'], attributes: { squeeze_dims: [2] } },
      g: { op: 'Sigmoid', inputs: ['q'] },
      y: { op: 'Slice', inputs: ['g', 'begin', 'sizes'] },
    },
    constants: {
      zero: integers(0),
      one: integers(1),
      single: integer(1),
      four: integer(4),
      three: integer(3),
      begin: integers(0, 0, 1),
      sizes: integers(-1, -1, -1),
    },
    layout: 'plain',
  },
  'transposed out of the channels-last order': {
    size: [2, 3],
    nodes: { y: { op: 'Transpose', inputs: ['x', 'order'] } },
    constants: { order: integers(0, 2, 3, 1) },
    layout: 'plain',
  },
  'activations: leaky, parametric, Elu, square root of sums': {
    size: [3, 3],
    nodes: {
      a: { op: 'LeakyRelu', inputs: ['x'], attributes: { alpha: { float: 0.1 } } },
      b: { op: 'Prelu', inputs: ['x', 'slopes'] },
      c: { op: 'Elu', inputs: ['x'] },
      d: { op: 'AddV2', inputs: ['a', 'b'] },
      e: { op: 'Maximum', inputs: ['d', 'c'] },
      f: { op: 'Square', inputs: ['e'] },
      g: { op: 'AddV2', inputs: ['f', 'half'] },
      y: { op: 'Rsqrt', inputs: ['g'] },
    },
    constants: { slopes: weight(3), half: { dims: [], values: [0.5] } },
    layout: 'channels-first',
  },
  'pixels to channels and back': {
    size: [4, 6],
    nodes: {
      s: { op: 'ConcatV2', inputs: ['x', 'x', 'x', 'x', 'last'], attributes: { N: { int: 4 } } },
      y: { op: 'DepthToSpace', inputs: ['s'], attributes: { block_size: { int: 2 }, data_format: 'NHWC' } },
    },
    constants: { last: integer(-1) },
    layout: 'channels-first',
  },
}
