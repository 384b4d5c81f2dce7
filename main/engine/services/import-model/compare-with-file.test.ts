import { expect, test } from 'vitest'
import type { ImportChoices, OutputReading } from '#core/model/import-choices'
import { int, ints } from '#core/onnx/attribute'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Dim, Graph, Node } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import type { DataType, Tensor } from '#core/onnx/tensor'
import { float32Tensor, int64Tensor } from '#core/onnx/tensor'
import { standardGraph } from '#core/zoo/import/standard-graph'
import { openGraph } from '../../runtime/open-graph'
import { compareWithFile } from './compare-with-file'
import type { ModelSource } from './read-source'

interface Draft {
  readonly input: { readonly dims: readonly Dim[]; readonly dataType?: DataType }
  readonly outputs: readonly (readonly [name: string, dims: readonly Dim[], dataType?: DataType])[]
  readonly nodes: readonly Node[]
  readonly constants?: Readonly<Record<string, Tensor>>
  readonly opset?: number
}

function sourceOf({ input, outputs, nodes, constants = {}, opset = 17 }: Draft): ModelSource {
  const graph: Graph = {
    name: 'tiny',
    opsets: new Map([['', opset]]),
    inputs: [{ name: 'x', dataType: input.dataType ?? 'float32', dims: input.dims }],
    outputs: outputs.map(([name, dims, dataType = 'float32']) => ({ name, dataType, dims })),
    nodes,
    initializers: new Map(Object.entries(constants)),
    valueInfos: new Map(),
    metadata: new Map(),
  }
  const original = encodeModel(graph)
  return { fileName: 'tiny.onnx', format: 'onnx', bytes: original.length, sha256: '', graph, original, scaling: null }
}

function choicesOf(reading: OutputReading, task: ImportChoices['task'], input: Partial<ImportChoices['input']> = {}): ImportChoices {
  const size = { width: 2, height: 2 }
  return {
    task,
    input: { name: 'x', layout: 'channels-first', channels: 'rgb', size, normalisation: { mean: [0, 0, 0], std: [1, 1, 1] }, ...input },
    fit: { kind: 'stretch' },
    reading,
  }
}

/** What the rewritten graph answers to [1, 3, 2, 2], rounded to six digits. */
async function answersOf(source: ModelSource, choices: ImportChoices, data: readonly number[]): Promise<Record<string, readonly number[]>> {
  const { graph } = standardGraph(source.graph, choices)
  const runner = await openGraph(graph, { threads: 1 })
  try {
    const outputs = await runner.run({ dataType: 'float32', dims: [1, 3, 2, 2], data: Float32Array.from(data) })
    return Object.fromEntries(Object.entries(outputs).map(([name, { data: values }]) => [name, Array.from(values, (value) => Number(value.toFixed(6)))]))
  } finally {
    await runner.close()
  }
}

/** Red 1 2 3 4, green 10 20 30 40, blue 100 200 300 400. */
const picture = [1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400]

test('colours last and blue first: the graph sees blue, green, red of the first pixel', async () => {
  const source = sourceOf({
    input: { dims: ['N', 2, 2, 3] },
    outputs: [['y', ['N', 12]]],
    nodes: [makeNode('Reshape', ['x', 'shape'], ['y'])],
    constants: { shape: int64Tensor([2], [1, 12]) },
  })
  const choices = choicesOf({ kind: 'class-scores', output: 'y', values: 'logits' }, 'classification', { layout: 'channels-last', channels: 'bgr' })
  expect(await answersOf(source, choices, picture)).toEqual({ logits: [100, 10, 1, 200, 20, 2, 300, 30, 3, 400, 40, 4] })
  expect(await compareWithFile(source, choices)).toMatchObject({ kind: 'same' })
})

test('a softmax at the end is left out: the logits before it come out', async () => {
  const source = sourceOf({
    input: { dims: [1, 3, 2, 2] },
    outputs: [['p', [1, 3]]],
    nodes: [makeNode('GlobalAveragePool', ['x'], ['m']), makeNode('Flatten', ['m'], ['f']), makeNode('Softmax', ['f'], ['p'], { axis: int(-1) })],
  })
  const choices = choicesOf({ kind: 'class-scores', output: 'p', values: 'probabilities' }, 'classification')
  expect(await answersOf(source, choices, picture)).toEqual({ logits: [2.5, 25, 250] })
})

test('old operator sets: Clip, Squeeze and Softmax with attributes', async () => {
  const source = sourceOf({
    opset: 10,
    input: { dims: [1, 3, 2, 2] },
    outputs: [['p', [1, 3]]],
    nodes: [
      makeNode('Clip', ['x'], ['c'], { min: { type: 'float', value: 2 }, max: { type: 'float', value: 6 } }),
      makeNode('GlobalAveragePool', ['c'], ['m']),
      makeNode('Squeeze', ['m'], ['s'], { axes: ints(2, 3) }),
      makeNode('Softmax', ['s'], ['p']),
    ],
  })
  const choices = choicesOf({ kind: 'class-scores', output: 'p', values: 'probabilities' }, 'classification')
  // Red 2 2 3 4 has the mean 2.75; the others are cut to 6.
  expect(await answersOf(source, choices, picture)).toEqual({ logits: [2.75, 6, 6] })
  expect(await compareWithFile(source, choices)).toMatchObject({ kind: 'same' })
})

test('uint8 with a quantized edge: codes come back as the numbers they stand for', async () => {
  const source = sourceOf({
    input: { dims: [1, 2, 2, 3], dataType: 'uint8' },
    outputs: [['y', [1, 12]]],
    nodes: [makeNode('DequantizeLinear', ['x', 's', 'z'], ['r']), makeNode('Reshape', ['r', 'shape'], ['y'])],
    constants: { s: float32Tensor([], [0.5]), z: { dataType: 'uint8', dims: [], data: Uint8Array.of(10) }, shape: int64Tensor([2], [1, 12]) },
  })
  const choices = choicesOf({ kind: 'class-scores', output: 'y', values: 'logits' }, 'classification', { layout: 'channels-last' })
  const { logits } = await answersOf(source, choices, [1.2, -99, 3, 4, 0, 0, 0, 0, 122.5, 500, 0, 0])
  // 1.2 / 0.5 = 2.4 is the code 12, that is 1; -99 is code 0, that is -5; 500 is code 255, that is 122.5.
  expect(logits?.slice(0, 6)).toEqual([1, 0, 122.5, -5, 0, 122.5])
  expect(await compareWithFile(source, choices)).toMatchObject({ kind: 'same' })
})

test('plain bytes: pixel values are rounded and cut; float16 outputs become float32', async () => {
  const source = sourceOf({
    input: { dims: [1, 3, 2, 2], dataType: 'uint8' },
    outputs: [['y', [1, 12], 'float16']],
    nodes: [makeNode('Cast', ['x'], ['h'], { to: int(10) }), makeNode('Reshape', ['h', 'shape'], ['y'])],
    constants: { shape: int64Tensor([2], [1, 12]) },
  })
  const choices = choicesOf({ kind: 'class-scores', output: 'y', values: 'logits' }, 'classification', { normalisation: { mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] } })
  const { logits } = await answersOf(source, choices, [1.4, 1.6, -3, 300, 0, 0, 0, 0, 0, 0, 0, 7])
  expect(logits).toEqual([1, 2, 0, 255, 0, 0, 0, 0, 0, 0, 0, 7])
  expect(await compareWithFile(source, choices)).toMatchObject({ kind: 'same' })
})

/** A graph whose output is a constant, whatever the picture. */
function fixed(outputs: Readonly<Record<string, Tensor>>, names: readonly string[], dims: readonly Dim[] = [1, 3, 2, 2]): ModelSource {
  const entries = Object.entries(outputs)
  return sourceOf({
    input: { dims },
    outputs: names.map((name) => [name, outputs[`${name}0`]?.dims ?? [], outputs[`${name}0`]?.dataType ?? 'float32']),
    nodes: [makeNode('ReduceMax', ['x'], ['unused'], { keepdims: int(0) }), ...names.map((name) => makeNode('Identity', [`${name}0`], [name]))],
    constants: Object.fromEntries(entries),
  })
}

test('rows of centre, size, objectness and scores become edges in shares and products', async () => {
  // Centre 1, 0.5 and size 2 x 1 in pixels of a picture of 2 x 2.
  const source = fixed({ y0: float32Tensor([1, 1, 7], [1, 0.5, 2, 1, 0.5, 0.8, 0.2]) }, ['y'])
  const rows = choicesOf({ kind: 'box-rows', output: 'y', order: 'rows', objectness: 'with', unit: 'pixels' }, 'detection')
  expect(await answersOf(source, rows, picture)).toEqual({ boxes: [0, 0, 0.5, 1], scores: [0.4, 0.1] })
})

test('columns without objectness: the same box, scores as they are', async () => {
  const source = fixed({ y0: float32Tensor([1, 6, 2], [1, 1, 0.5, 1, 2, 2, 1, 2, 0.8, 0.1, 0.2, 0.9]) }, ['y'])
  const columns = choicesOf({ kind: 'box-rows', output: 'y', order: 'columns', objectness: 'without', unit: 'pixels' }, 'detection')
  expect(await answersOf(source, columns, picture)).toEqual({ boxes: [0, 0, 0.5, 1, 0, 0, 1, 1], scores: [0.8, 0.2, 0.1, 0.9] })
})

test('chosen boxes of PyTorch: no batch, x before y, pixels, whole-number classes', async () => {
  const source = fixed(
    { boxes0: float32Tensor([2, 4], [0, 1, 2, 2, 1, 0, 2, 1]), labels0: int64Tensor([2], [17, 3]), scores0: float32Tensor([2], [0.9, 0.5]) },
    ['boxes', 'labels', 'scores'],
    [3, 2, 2],
  )
  const choices = choicesOf({ kind: 'picked-boxes', boxes: 'boxes', scores: 'scores', classes: 'labels', count: null, corners: 'left-top-right-bottom', unit: 'pixels' }, 'detection')
  expect(await answersOf(source, choices, picture)).toEqual({ boxes: [0.5, 0, 1, 1, 0, 0.5, 0.5, 1], scores: [0.9, 0.5], classes: [17, 3] })
})

test('SSD heads: the sigmoid is taken and the background column dropped', async () => {
  const source = fixed(
    { loc0: float32Tensor([1, 1, 4], [1, 2, 3, 4]), conf0: float32Tensor([1, 1, 3], [9, 0, Math.log(3)]), anchors0: float32Tensor([1, 4], [0.5, 0.5, 1, 1]) },
    ['loc', 'conf', 'anchors'],
  )
  const choices = choicesOf(
    { kind: 'anchor-boxes', boxes: 'loc', scores: 'conf', anchors: { kind: 'output', name: 'anchors' }, values: 'sigmoid-logits', firstColumn: 'background' },
    'detection',
  )
  expect(await answersOf(source, choices, picture)).toEqual({ scores: [0.5, 0.75], box_encodings: [1, 2, 3, 4], anchors: [0.5, 0.5, 1, 1] })
})

test('maps: scores last become first; a class per cell becomes numbers', async () => {
  const last = fixed({ y0: float32Tensor([1, 1, 2, 3], [1, 2, 3, 4, 5, 6]) }, ['y'])
  expect(await answersOf(last, choicesOf({ kind: 'score-map', output: 'y', axis: 'channels-last' }, 'segmentation'), picture)).toEqual({ logits: [1, 4, 2, 5, 3, 6] })
  const classes = fixed({ y0: int64Tensor([1, 2, 2], [0, 1, 2, 1]) }, ['y'])
  expect(await answersOf(classes, choicesOf({ kind: 'class-map', output: 'y', rows: 2, columns: 2 }, 'segmentation'), picture)).toEqual({ classes: [0, 1, 2, 1] })
})

test('an operator the app does not know stays, with a reason why the model cannot be made smaller', () => {
  const source = sourceOf({ input: { dims: [1, 3, 2, 2] }, outputs: [['y', [1, 12]]], nodes: [makeNode('Softplus', ['x'], ['s']), makeNode('Reshape', ['s', 'shape'], ['y'])], constants: { shape: int64Tensor([2], [1, 12]) } })
  expect(standardGraph(source.graph, choicesOf({ kind: 'class-scores', output: 'y', values: 'logits' }, 'classification')).fixedReason).toBe(
    'Softplus "s" is not an operator of the specification.',
  )
})

test('what no runtime can run, and inputs that are no picture of the size, are refused by name', async () => {
  const unknown = sourceOf({ input: { dims: [1, 3, 2, 2] }, outputs: [['y', [1, 12]]], nodes: [makeNode('Dream', ['x'], ['y'])] })
  await expect(compareWithFile(unknown, choicesOf({ kind: 'class-scores', output: 'y', values: 'logits' }, 'classification'))).rejects.toThrow('Dream')
  const other = sourceOf({ input: { dims: [1, 3, 4, 4] }, outputs: [['y', [1, 3]]], nodes: [makeNode('Flatten', ['x'], ['y'])] })
  expect(() => standardGraph(other.graph, choicesOf({ kind: 'class-scores', output: 'y', values: 'logits' }, 'classification'))).toThrow('"x" is [1, 3, 4, 4], which is no place for a picture [1, 3, 2, 2]')
})
