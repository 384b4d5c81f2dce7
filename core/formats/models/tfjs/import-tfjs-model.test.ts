import { expect, test } from 'vitest'
import { AppError } from '#core/contract/errors'
import type { TestNode, TestWeight } from '#core/testing/tfjs-model'
import { tfjsFiles, tfjsModel } from '#core/testing/tfjs-model'
import { importTfjsModel } from './import-tfjs-model'

const same = { padding: 'SAME', strides: [1, 2, 2, 1], dilations: [1, 1, 1, 1], data_format: 'NHWC' } as const
const ones = (...dims: readonly number[]): TestWeight => ({ dims, values: Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 1) })

/** A classifier with preprocessing inside: x / 127.5 - 1, one convolution, mean, matrix product, softmax. */
const classifier: Readonly<Record<string, TestNode>> = {
  image: { op: 'Placeholder' },
  sized: { op: 'ResizeBilinear', inputs: ['image', 'size'], attributes: { align_corners: false } },
  scaled: { op: 'Mul', inputs: ['sized', 'factor'] },
  shifted: { op: 'Sub', inputs: ['scaled', 'one'] },
  conv: { op: 'Conv2D', inputs: ['shifted', 'w'], attributes: same },
  relu: { op: 'Relu6', inputs: ['conv'] },
  mean: { op: 'Mean', inputs: ['relu', 'axes'], attributes: { keep_dims: false } },
  scores: { op: 'MatMul', inputs: ['mean', 'fc'] },
  probabilities: { op: 'Softmax', inputs: ['scores'] },
}
const classifierWeights: Readonly<Record<string, TestWeight>> = {
  size: { dims: [2], values: [8, 12], dataType: 'int32' },
  factor: { dims: [], values: [1 / 127.5] },
  one: { dims: [], values: [1] },
  w: ones(3, 3, 3, 4),
  axes: { dims: [2], values: [1, 2], dataType: 'int32' },
  fc: ones(4, 2),
}

function refusalOf(act: () => unknown): AppError {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('a classifier loses its preprocessing and softmax', () => {
  const imported = importTfjsModel(tfjsModel(classifier, classifierWeights), { name: 'tiny' })
  expect(imported.family).toBe('mobilenet-v2')
  expect(imported.inputSize).toEqual({ width: 12, height: 8 })
  expect(imported.pixelScaling?.scale).toBeCloseTo(1 / 127.5, 7)
  expect(imported.pixelScaling?.shift).toBe(-1)
  expect(imported.graph.nodes.map((node) => node.opType)).toEqual(['Conv', 'Clip', 'GlobalAveragePool', 'Flatten', 'Gemm'])
  expect(imported.graph.inputs).toEqual([{ name: 'input', dataType: 'float32', dims: ['N', 3, 8, 12] }])
  expect(imported.graph.outputs).toEqual([{ name: 'logits', dataType: 'float32', dims: ['N', 2] }])
  expect(imported.graph.metadata.get('family')).toBe('mobilenet-v2')
})

test('another input size may be asked for', () => {
  const options = { name: 'tiny', inputSize: { width: 32, height: 20 } }
  expect(importTfjsModel(tfjsModel(classifier, classifierWeights), options).graph.inputs[0]?.dims).toEqual(['N', 3, 20, 32])
})

test('everything that cannot be imported is named at once, with its place', () => {
  const strange: Readonly<Record<string, TestNode>> = {
    ...classifier,
    relu: { op: 'Fancy', inputs: ['conv'] },
    other: { op: 'Strange', inputs: ['conv2'] },
    conv2: { op: 'Conv2D', inputs: ['shifted', 'w'], attributes: { ...same, data_format: 'NCHW' } },
    both: { op: 'AddV2', inputs: ['relu', 'other'] },
    mean: { op: 'Mean', inputs: ['both', 'axes'], attributes: { keep_dims: false } },
  }
  const refusal = refusalOf(() => importTfjsModel(tfjsModel(strange, classifierWeights), { name: 'tiny' }))
  expect(refusal.code).toBe('unsupported-model')
  expect(refusal.message).toContain('Fancy at "relu"')
  expect(refusal.message).toContain('Strange at "other"')
  expect(refusal.message).toContain('Conv2D at "conv2": its data format is NCHW')
  expect(refusal.message).not.toContain('Mean')
})

test('a wrong family is refused with the reason of each', () => {
  const refusal = refusalOf(() => importTfjsModel(tfjsModel(classifier, classifierWeights), { name: 'tiny', family: 'ssdlite-mobilenet-v2' }))
  expect(refusal.message).toContain('ssdlite-mobilenet-v2: its heads are not joined')
})

const constant = (quantization: unknown, dtype = 'float32'): unknown[] => [{ name: 'w', shape: [3], dtype, quantization }]
const node = [{ name: 'w', op: 'Const' }]

test('layers models, other JSON, missing and short shards are refused', () => {
  const layers = { modelJson: new TextEncoder().encode('{"format":"layers-model","modelTopology":{"class_name":"Model"}}'), shards: new Map() }
  expect(refusalOf(() => importTfjsModel(layers, { name: 'x' })).hint).toContain('tensorflowjs_converter')
  expect(refusalOf(() => importTfjsModel({ ...layers, modelJson: Uint8Array.of(1) }, { name: 'x' })).message).toContain('not JSON')
  const files = tfjsModel(classifier, classifierWeights)
  expect(refusalOf(() => importTfjsModel({ ...files, shards: new Map() }, { name: 'x' })).message).toContain('group1-shard1of1')
  const short = tfjsFiles(node, constant(undefined), [0, 0, 0, 0])
  expect(refusalOf(() => importTfjsModel(short, { name: 'x' })).message).toContain('end inside "w"')
})
