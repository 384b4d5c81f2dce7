import { expect, test } from 'vitest'
import { tensorNumbers } from '#core/onnx/tensor'
import type { TestNode, TestWeight } from '#core/testing/tfjs-model'
import { tfjsModel } from '#core/testing/tfjs-model'
import { importTfjsModel } from '../import-tfjs-model'

const integers = (...values: readonly number[]): TestWeight => ({ dims: [values.length], values, dataType: 'int32' })
const integer = (value: number): TestWeight => ({ dims: [], values: [value], dataType: 'int32' })
const ramp = (...dims: readonly number[]): TestWeight => ({
  dims,
  values: Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, (_, index) => index + 1),
})
const conv = (input: string, weight: string, stride: number): TestNode => ({
  op: 'Conv2D',
  inputs: [input, weight],
  attributes: { padding: 'SAME', strides: [1, stride, stride, 1], dilations: [1, 1, 1, 1], data_format: 'NHWC' },
})
const resize = (input: string, size: string, alignCorners: boolean): TestNode => ({
  op: 'ResizeBilinear',
  inputs: [input, size],
  attributes: { align_corners: alignCorners },
})

/** A detector on two maps, one anchor per cell, background and two classes. A node bears the name of an output. */
function detector(scale: string): Readonly<Record<string, TestNode>> {
  return {
    photo: { op: 'Placeholder' },
    sized: resize('photo', 'size', false),
    scaled: { op: 'Mul', inputs: ['factor', 'sized'] },
    image: { op: 'Sub', inputs: ['scaled', 'one'] },
    anchors: conv('image', 'stem', 2),
    small: conv('anchors', 'step', 1),
    boxes0: conv('anchors', 'toBoxes', 1),
    boxes1: conv('small', 'toBoxes', 1),
    classes0: conv('anchors', 'toClasses', 1),
    classes1: conv('small', 'toClasses', 1),
    rows0: { op: 'Reshape', inputs: ['boxes0', 'boxShape'] },
    rows1: { op: 'Reshape', inputs: ['boxes1', 'boxShape'] },
    scores0: { op: 'Reshape', inputs: ['classes0', 'classShape'] },
    scores1: { op: 'Reshape', inputs: ['classes1', 'classShape'] },
    boxes: { op: 'ConcatV2', inputs: ['rows0', 'rows1', 'axis'], attributes: { N: { int: 2 } } },
    classes: { op: 'ConcatV2', inputs: ['scores0', 'scores1', 'axis'], attributes: { N: { int: 2 } } },
    flat: { op: 'Squeeze', inputs: ['boxes'], attributes: { squeeze_dims: [2] } },
    sigmoid: { op: 'Sigmoid', inputs: ['classes'] },
    kept: { op: 'Slice', inputs: ['sigmoid', 'begin', 'all'] },
    parts: { op: 'Unpack', inputs: ['flat'], attributes: { num: { int: 4 }, axis: { int: 2 } } },
    ty: { op: 'Mul', inputs: ['parts', 'tenth'] },
    tx: { op: 'Mul', inputs: ['parts:1', 'tenth'] },
    th: { op: 'Mul', inputs: ['parts:2', scale] },
    tw: { op: 'Mul', inputs: ['parts:3', scale] },
    decoded: { op: 'Decode', inputs: ['ty', 'tx', 'th', 'tw', 'corners'] },
  }
}

const detectorWeights: Readonly<Record<string, TestWeight>> = {
  size: integers(4, 4),
  factor: { dims: [], values: [1 / 127.5] },
  one: { dims: [], values: [1] },
  stem: ramp(3, 3, 3, 2),
  step: ramp(3, 3, 2, 2),
  toBoxes: ramp(1, 1, 2, 4),
  toClasses: ramp(1, 1, 2, 3),
  boxShape: integers(-1, 4, 1, 4),
  classShape: integers(-1, 4, 3),
  axis: integer(1),
  begin: integers(0, 0, 1),
  all: integers(-1, -1, -1),
  tenth: { dims: [], values: [0.1] },
  fifth: { dims: [], values: [0.2] },
  corners: { dims: [1, 8, 4], values: Array.from({ length: 8 }, () => [0.25, 0, 0.75, 0.5]).flat() },
}

test('a detector keeps box encodings, classes without background, and its anchors by centre and size', () => {
  const { graph, family, inputSize, pixelScaling } = importTfjsModel(tfjsModel(detector('fifth'), detectorWeights), { name: 'tiny' })
  expect(family).toBe('ssdlite-mobilenet-v2')
  expect(inputSize).toEqual({ width: 4, height: 4 })
  expect(pixelScaling?.shift).toBe(-1)
  expect(graph.outputs.map(({ name, dims }) => [name, ...(dims ?? [])])).toEqual([
    ['scores', 'N', 8, 2],
    ['box_encodings', 'N', 8, 4],
    ['anchors', 8, 4],
  ])
  const anchors = graph.initializers.get('anchors')
  expect(anchors && tensorNumbers(anchors).slice(0, 4)).toEqual([0.5, 0.25, 0.5, 0.5])
  expect(graph.nodes.filter((node) => node.opType === 'Slice')).toEqual([])
  // Columns 2 and 3 of the weights [2 inputs, 3 classes] = [[1, 2, 3], [4, 5, 6]].
  const weight = graph.initializers.get('classes0/weight')
  expect(weight && tensorNumbers(weight)).toEqual([2, 5, 3, 6])
})

test('a detector with other box scales is refused', () => {
  const files = tfjsModel(detector('tenth'), detectorWeights)
  expect(() => importTfjsModel(files, { name: 'tiny' })).toThrow('scaled by 10, 10, 10, 10, not 10, 10, 5, 5')
})

const segmenter: Readonly<Record<string, TestNode>> = {
  photo: { op: 'Placeholder' },
  scaled: { op: 'Mul', inputs: ['photo', 'factor'] },
  image: { op: 'Sub', inputs: ['scaled', 'one'] },
  map: conv('image', 'stem', 2),
  spread: { op: 'SpaceToBatchND', inputs: ['map', 'block', 'paddings'] },
  dilated: {
    op: 'Conv2D',
    inputs: ['spread', 'step'],
    attributes: { padding: 'VALID', strides: [1, 1, 1, 1], dilations: [1, 1, 1, 1], data_format: 'NHWC' },
  },
  gathered: { op: 'BatchToSpaceND', inputs: ['dilated', 'block', 'crops'] },
  pooled: { op: 'AvgPool', inputs: ['gathered'], attributes: { padding: 'VALID', ksize: [1, 5, 5, 1], strides: [1, 5, 5, 1], data_format: 'NHWC' } },
  pool: conv('pooled', 'point', 1),
  spatial: conv('gathered', 'point', 1),
  enlarged: resize('pool', 'mapSize', true),
  joined: { op: 'ConcatV2', inputs: ['enlarged', 'spatial', 'axis'], attributes: { N: { int: 2 } } },
  projected: conv('joined', 'project', 1),
  logits: { op: 'BiasAdd', inputs: ['projected', 'bias'] },
  same: resize('logits', 'mapSize', true),
  full: resize('same', 'fullSize', true),
  classes: { op: 'ArgMax', inputs: ['full', 'axis'] },
}

const segmenterWeights: Readonly<Record<string, TestWeight>> = {
  factor: { dims: [], values: [1 / 127.5] },
  one: { dims: [], values: [1] },
  stem: ramp(3, 3, 3, 2),
  step: ramp(3, 3, 2, 2),
  point: ramp(1, 1, 2, 2),
  project: ramp(1, 1, 4, 3),
  bias: { dims: [3], values: [1, 2, 3] },
  block: integers(2, 2),
  paddings: { dims: [2, 2], values: [2, 3, 2, 3], dataType: 'int32' },
  crops: { dims: [2, 2], values: [0, 1, 0, 1], dataType: 'int32' },
  mapSize: integers(5, 5),
  fullSize: integers(9, 9),
  axis: integer(3),
}

test('a segmenter ends at its logits, dilates directly and adds image pooling by broadcasting', () => {
  const { graph, family, inputSize } = importTfjsModel(tfjsModel(segmenter, segmenterWeights), { name: 'tiny' })
  expect(family).toBe('deeplabv3-mobilenet-v2')
  expect(inputSize).toEqual({ width: 9, height: 9 })
  expect(graph.outputs).toEqual([{ name: 'logits', dataType: 'float32', dims: ['N', 3, 5, 5] }])
  expect(graph.nodes.map((node) => node.opType).toSorted()).toEqual(['Add', 'Conv', 'Conv', 'Conv', 'Conv', 'Conv', 'Conv', 'GlobalAveragePool'])
  const dilated = graph.nodes.find((node) => node.name === 'gathered' || node.name === 'dilated')
  expect(dilated?.attributes.get('dilations')).toEqual({ type: 'ints', value: [2, 2] })
  expect(dilated?.attributes.get('pads')).toEqual({ type: 'ints', value: [2, 2, 2, 2] })
})
