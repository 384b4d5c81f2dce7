import { expect, test } from 'vitest'
import type { Graph, ValueInfo } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import type { DataType, Tensor } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import { inspectGraph } from './inspect-graph'

const value = (name: string, dims: ValueInfo['dims'], dataType: DataType = 'float32'): ValueInfo => ({ name, dataType, dims })

/** A graph whose outputs come from an operator no rule knows, so that only what the file declares counts. */
function declaring(input: ValueInfo, outputs: readonly ValueInfo[], change: Partial<Graph> = {}): Graph {
  const node = { ...makeNode('Opaque', [input.name], outputs.map(({ name }) => name)), domain: 'test' }
  return { name: 'g', opsets: new Map([['', 17]]), inputs: [input], outputs, nodes: [node], initializers: new Map(), valueInfos: new Map(), metadata: new Map(), ...change }
}

const about = (graph: Graph): string[] => inspectGraph(graph).doubts.map((doubt) => doubt.about)

test('a vector of scores behind a softmax is a classifier with probabilities; colours last are seen', () => {
  const graph = declaring(value('image', ['N', 4, 6, 3]), [value('p', ['N', 5])], {
    nodes: [{ ...makeNode('Opaque', ['image'], ['y']), domain: 'test' }, makeNode('Softmax', ['y'], ['p'])],
  })
  const { choices, classCount } = inspectGraph(graph)
  expect(choices).toMatchObject({
    task: 'classification',
    input: { name: 'image', layout: 'channels-last', size: { height: 4, width: 6 } },
    reading: { kind: 'class-scores', output: 'p', values: 'probabilities' },
    fit: { kind: 'center-crop', shorterSide: 7 },
  })
  expect(classCount).toBe(5)
  expect(about(graph)).toEqual(['scaling', 'labels'])
})

test('boxes, labels and scores of PyTorch are chosen boxes in pixels, classes from 1', () => {
  const proposal = inspectGraph(declaring(value('x', [3, 320, 320]), [value('boxes', ['K', 4]), value('labels', ['K'], 'int64'), value('scores', ['K'])]))
  expect(proposal.choices.reading).toEqual({
    kind: 'picked-boxes',
    boxes: 'boxes',
    scores: 'scores',
    classes: 'labels',
    count: null,
    corners: 'left-top-right-bottom',
    unit: 'pixels',
  })
  expect(proposal.firstClass).toBe(1)
})

test('the four unnamed outputs of a converter are boxes, classes, scores and count, classes from 0', () => {
  const outputs = [value('o', [1, 10, 4]), value('o:1', [1, 10]), value('o:2', [1, 10]), value('o:3', [1])]
  const { choices, firstClass } = inspectGraph(declaring(value('x', [1, 300, 300, 3]), outputs))
  expect(choices.reading).toMatchObject({ boxes: 'o', classes: 'o:1', scores: 'o:2', count: 'o:3', corners: 'top-left-bottom-right', unit: 'shares' })
  expect(firstClass).toBe(0)
})

test('heads of SSD with anchors leave nothing open but scaling and names', () => {
  const outputs = [value('scores', [1, 8, 2]), value('box_encodings', [1, 8, 4]), value('anchors', [8, 4])]
  const graph = declaring(value('x', [1, 3, 4, 4]), outputs)
  expect(inspectGraph(graph).choices.reading).toMatchObject({ kind: 'anchor-boxes', boxes: 'box_encodings', scores: 'scores', anchors: { kind: 'output', name: 'anchors' } })
  expect(about(graph)).toEqual(['scaling', 'labels'])
})

test('rows of 4 + 3 numbers stand in columns, of 5 + 2 in rows; names in the file are labels', () => {
  const columns = declaring(value('images', [1, 3, 64, 64]), [value('y', [1, 7, 84])], { metadata: new Map([['names', "{0: 'cat', 1: 'dog', 2: \"owl's\"}"]]) })
  expect(inspectGraph(columns)).toMatchObject({
    choices: { task: 'detection', fit: { kind: 'pad' }, reading: { kind: 'box-rows', order: 'columns', objectness: 'without', unit: 'pixels' } },
    classCount: 3,
    labels: [{ id: 1, name: 'cat' }, { id: 2, name: 'dog' }, { id: 3, name: "owl's" }],
  })
  const rows = declaring(value('images', [1, 3, 64, 64]), [value('y', [1, 84, 7])])
  expect(inspectGraph(rows)).toMatchObject({ choices: { reading: { order: 'rows', objectness: 'with' } }, classCount: 2 })
})

test('maps: scores first or last, or one whole number per cell', () => {
  const reading = (dims: ValueInfo['dims'], dataType: DataType = 'float32') => inspectGraph(declaring(value('x', [1, 3, 32, 32]), [value('y', dims, dataType)])).choices.reading
  expect(reading([1, 21, 8, 8])).toMatchObject({ kind: 'score-map', axis: 'channels-first' })
  expect(reading([1, 8, 8, 21])).toMatchObject({ kind: 'score-map', axis: 'channels-last' })
  expect(reading([1, 8, 6], 'int64')).toMatchObject({ kind: 'class-map', rows: 8, columns: 6 })
  expect(reading([1, 8, 6, 1], 'int32')).toMatchObject({ kind: 'class-map', rows: 8, columns: 6 })
})

test('a quantized input tells its scaling: code 0 is black and 255 is white', () => {
  const constants = new Map<string, Tensor>([['s', float32Tensor([], [1 / 127.5])], ['z', { dataType: 'uint8' as const, dims: [], data: Uint8Array.of(127) }]])
  const graph = declaring(value('q', [1, 8, 8, 3], 'uint8'), [value('y', [1, 4])], {
    nodes: [makeNode('DequantizeLinear', ['q', 's', 'z'], ['x']), { ...makeNode('Opaque', ['x'], ['y']), domain: 'test' }],
    initializers: constants,
  })
  const { mean, std } = inspectGraph(graph).choices.input.normalisation
  // Black is (0 - 127) / 127.5 and white (255 - 127) / 127.5.
  expect((0 - mean[0]) / std[0]).toBeCloseTo(-127 / 127.5, 6)
  expect((1 - mean[0]) / std[0]).toBeCloseTo(128 / 127.5, 6)
  expect(about(graph)).toEqual(['labels'])
})

test('an input that is quantized first tells its scaling as well: int8 codes are pixels less 128', () => {
  const constants = new Map<string, Tensor>([['s', float32Tensor([], [1 / 255])], ['z', { dataType: 'int8' as const, dims: [], data: Int8Array.of(-128) }]])
  const graph = declaring(value('x', [1, 3, 8, 8]), [value('y', [1, 4])], {
    nodes: [makeNode('QuantizeLinear', ['x', 's', 'z'], ['q']), { ...makeNode('Opaque', ['q'], ['y']), domain: 'test' }],
    initializers: constants,
  })
  const { mean, std } = inspectGraph(graph).choices.input.normalisation
  // Black is (-128 + 128) / 255 and white (127 + 128) / 255.
  expect([(0 - mean[0]) / std[0], (1 - mean[0]) / std[0]]).toEqual([expect.closeTo(0, 6), expect.closeTo(1, 6)])
})

test('a graph that divides by 255 first takes pixel values', () => {
  const graph = declaring(value('x', [1, 3, 8, 8]), [value('y', [1, 4])], {
    nodes: [makeNode('Div', ['x', 'c'], ['d']), { ...makeNode('Opaque', ['d'], ['y']), domain: 'test' }],
    initializers: new Map([['c', float32Tensor([], [255])]]),
  })
  expect(inspectGraph(graph).choices.input.normalisation).toEqual({ mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] })
})

test('what fits nothing is refused by name and shape', () => {
  const picture = value('x', [1, 3, 8, 8])
  expect(() => inspectGraph(declaring(picture, [value('a', [1, 2, 3, 4, 5])]))).toThrow('The outputs "a" float32 [1, 2, 3, 4, 5] fit no layout')
  expect(() => inspectGraph(declaring(value('grey', [1, 1, 8, 8]), [value('a', [1, 2])]))).toThrow('The input "grey" is [1, 1, 8, 8]')
  expect(() => inspectGraph({ ...declaring(picture, [value('a', [1, 2])]), opsets: new Map([['', 6]]) })).toThrow('operator set 6')
  expect(() => inspectGraph({ ...declaring(picture, [value('a', [1, 2])]), inputs: [picture, value('size', [2])] })).toThrow('2 inputs ("x", "size")')
})
