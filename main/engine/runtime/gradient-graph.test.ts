import { expect, test } from 'vitest'
import { gradientGraph } from '#core/tune/backprop/gradient-graph'
import { graphLosses } from '#core/tune/backprop/losses/graph-losses'
import { lossInputs } from '#core/tune/backprop/losses/graph-loss'
import { int, ints } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { float32Tensor, type TensorOf } from '#core/onnx/tensor'
import { seededRandom } from '#core/random/seeded-random'
import { tinyResidualTail } from '#core/testing/tiny-residual-tail'
import { openFedGraph } from './open-fed-graph'
import { openGraph } from './open-graph'

type Loss = (logits: readonly number[], target: readonly number[], weight: readonly number[]) => number

/** By their definitions, in doubles. */
const losses = {
  'one-class': (logits, target, weight) => {
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0)
    return -logits.reduce((total, logit, column) => total + target[column]! * weight[column]! * Math.log(Math.exp(logit) / sum), 0)
  },
  'many-classes': (logits, target, weight) => {
    const score = (logit: number): number => 1 / (1 + Math.exp(-logit))
    return -logits.reduce((total, logit, column) => total + weight[column]! * (target[column]! * Math.log(score(logit)) + (1 - target[column]!) * Math.log(1 - score(logit))), 0)
  },
} as const satisfies Record<string, Loss>

const photos = 3
const columns = 3
const targets = { 'one-class': [0, 1, 0, 0, 0, 1, 1, 0, 0], 'many-classes': [0, 1, 1, 0, 0, 0, 1, 0, 1] } as const
const weights = [1, 2, 0.5, 1, 1, 3, 0.7, 1, 1]

async function lossOf(graph: Graph, input: TensorOf<'float32'>, answer: keyof typeof losses): Promise<number> {
  const runner = await openGraph(graph, { threads: 1 })
  const logits = Array.from((await runner.run(input))['logits']?.data ?? [])
  await runner.close()
  const row = (values: readonly number[], photo: number): number[] => values.slice(photo * columns, (photo + 1) * columns)
  return [0, 1, 2].reduce((sum, photo) => sum + losses[answer](row(logits, photo), row(targets[answer], photo), row(weights, photo)), 0)
}

function withNumber(graph: Graph, name: string, index: number, step: number): Graph {
  const tensor = graph.initializers.get(name)
  if (tensor?.dataType !== 'float32') throw new Error(name)
  const data = tensor.data.slice()
  data[index]! += step
  return { ...graph, initializers: new Map(graph.initializers).set(name, { ...tensor, data }) }
}

const stepSize = 5e-4

/**
 * Largest difference between gradients and slopes of the loss, over `probes` numbers of each weight. A unit that reaches its bound within a
 * step bends the loss on that side alone: the nearer of both sides counts.
 */
async function largestError(graph: Graph, names: readonly string[], map: readonly number[], answer: keyof typeof losses, probes: number): Promise<number> {
  const random = seededRandom(11)
  const dims = [photos, ...map]
  const input = float32Tensor(dims, Float32Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, () => 2 * random() - 0.7))
  const gradient = gradientGraph(graph, names, graphLosses[answer])
  const runner = await openFedGraph(gradient.graph, { threads: 1 })
  const feeds: Record<string, TensorOf<'float32'>> = {
    [graph.inputs[0]?.name ?? '']: input,
    [lossInputs.target]: float32Tensor([photos, columns], targets[answer]),
    [lossInputs.weight]: float32Tensor([photos, columns], weights),
  }
  for (const name of names) {
    const tensor = graph.initializers.get(name)
    if (tensor?.dataType === 'float32') feeds[name] = tensor
  }
  const found = await runner.run(feeds)
  await runner.close()
  const here = await lossOf(graph, input, answer)
  let error = 0
  for (const name of names) {
    const slopes = found[gradient.gradients.get(name) ?? '']
    expect(slopes?.dims).toEqual(feeds[name]?.dims)
    for (let probe = 0; probe < Math.min(probes, slopes?.data.length ?? 0); probe++) {
      const index = probes >= (slopes?.data.length ?? 0) ? probe : Math.floor(random() * (slopes?.data.length ?? 0))
      const slopeOf = async (step: number): Promise<number> => ((await lossOf(withNumber(graph, name, index, step), input, answer)) - here) / step
      const errors = [await slopeOf(stepSize), await slopeOf(-stepSize)].map((slope) => Math.abs(slope - (slopes?.data[index] ?? NaN)))
      error = Math.max(error, Math.min(...errors))
    }
  }
  return error
}

// The sizes leave a column, and both a row and a column, that the strided kernel does not reach; odd ones leave none.
test.each([
  [6, 7, 'one-class'],
  [6, 6, 'many-classes'],
  [5, 5, 'one-class'],
] as const)('gradients of inverted residual blocks on %i x %i maps, %s, are the slopes of the loss', async (height, width, answer) => {
  const { graph, weights: names } = tinyResidualTail({ height, width, seed: 5 })
  expect(await largestError(graph, names, [4, height, width], answer, 6)).toBeLessThan(1e-2)
})

interface Layer {
  readonly name: string
  readonly map: readonly number[]
  build(builder: GraphBuilder, value: string): string
}

const weight = (builder: GraphBuilder, name: string, dims: readonly number[]): string => {
  const random = seededRandom(dims.length)
  return builder.constant(name, float32Tensor(dims, Float32Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, () => 1.6 * random() - 0.8)))
}

/** Every weight stands in front of the layer that is looked at, so that its gradient comes through it. */
const layers: readonly Layer[] = [
  { name: 'Relu', map: [3], build: (builder, value) => builder.add('y', 'Relu', [value]) },
  { name: 'Clip', map: [3], build: (builder, value) => builder.add('y', 'Clip', [value, builder.constant('a', float32Tensor([], [-0.5])), builder.constant('b', float32Tensor([], [0.5]))]) },
  { name: 'Identity', map: [3], build: (builder, value) => builder.add('y', 'Identity', [value]) },
  { name: 'Add of a value to itself', map: [3], build: (builder, value) => builder.add('y', 'Add', [value, value]) },
  { name: 'Gemm', map: [3], build: (builder, value) => builder.add('y', 'Gemm', [value, weight(builder, 'w', [3, 3]), weight(builder, 'c', [3])]) },
  { name: 'Gemm, turned', map: [3], build: (builder, value) => builder.add('y', 'Gemm', [value, weight(builder, 'w', [3, 3])], { transB: int(1) }) },
  { name: 'Reshape', map: [3], build: (builder, value) => builder.add('y', 'Reshape', [builder.add('r', 'Reshape', [value, builder.integers('s', [-1, 3, 1, 1])]), builder.integers('t', [-1, 3])]) },
]

test.each(layers)('the gradient comes through $name', async ({ build, map }) => {
  const builder = new GraphBuilder('layer', ['logits'])
  const input = builder.input({ name: 'x', dataType: 'float32', dims: ['N', ...map] })
  const before = builder.add('before', 'Gemm', [input, weight(builder, 'first', [3, 3]), weight(builder, 'bias', [3])], { transB: int(1) })
  const graph = builder.finish([builder.output('logits', build(builder, before))])
  const names = [...graph.initializers.keys()].filter((name) => ['first', 'bias', 'w', 'c'].includes(name))
  expect(await largestError(graph, names, map, 'one-class', 9)).toBeLessThan(4e-3)
})

test('gradients of dilated and of unpadded depthwise convolutions', async () => {
  for (const attributes of [{ dilations: ints(2, 2), pads: ints(2, 2, 2, 2) }, { strides: ints(2, 2), pads: ints(0, 0, 0, 0) }, { strides: ints(2, 2), pads: ints(0, 0, 1, 1) }]) {
    const builder = new GraphBuilder('layer', ['logits'])
    const input = builder.input({ name: 'x', dataType: 'float32', dims: ['N', 2, 6, 6] })
    const before = builder.add('before', 'Conv', [input, weight(builder, 'first', [3, 2, 1, 1])], { kernel_shape: ints(1, 1) })
    const filtered = builder.add('filtered', 'Conv', [before, weight(builder, 'w', [3, 1, 3, 3])], { kernel_shape: ints(3, 3), group: int(3), ...attributes })
    const flat = builder.add('flat', 'Flatten', [builder.add('pool', 'GlobalAveragePool', [builder.add('relu', 'Relu', [filtered])])])
    const graph = builder.finish([builder.output('logits', flat)])
    expect(await largestError(graph, ['first', 'w'], [2, 6, 6], 'one-class', 8)).toBeLessThan(4e-3)
  }
})

test('layers without a rule and weights without a way to the answer are refused by name', () => {
  const builder = new GraphBuilder('layer', ['logits'])
  const input = builder.input({ name: 'x', dataType: 'float32', dims: ['N', 3] })
  const before = builder.add('before', 'Gemm', [input, weight(builder, 'first', [3, 3])])
  weight(builder, 'lone', [3])
  const graph = builder.finish([builder.output('logits', builder.add('bent', 'Tanh', [before]))])
  expect(() => gradientGraph(graph, ['first'], graphLosses['one-class'])).toThrow(/"bent": there is no rule for Tanh/u)
  expect(() => gradientGraph(graph, ['lone'], graphLosses['one-class'])).toThrow(/"lone"/u)
  expect(() => gradientGraph(graph, ['none'], graphLosses['one-class'])).toThrow(/"none"/u)
})

test('equal threads give equal bits in another session', async () => {
  const { graph, weights: names } = tinyResidualTail({ height: 14, width: 14, seed: 2 })
  const random = seededRandom(3)
  const feeds: Record<string, TensorOf<'float32'>> = {
    map: float32Tensor([16, 4, 14, 14], Float32Array.from({ length: 16 * 4 * 196 }, () => 2 * random() - 1)),
    [lossInputs.target]: float32Tensor([16, columns], Float32Array.from({ length: 16 * columns }, (_, index) => (index % columns === 0 ? 1 : 0))),
    [lossInputs.weight]: float32Tensor([16, columns], new Float32Array(16 * columns).fill(1)),
  }
  for (const name of names) {
    const tensor = graph.initializers.get(name)
    if (tensor?.dataType === 'float32') feeds[name] = tensor
  }
  const gradient = gradientGraph(graph, names, graphLosses['one-class'])
  const bitsOf = async (): Promise<string[]> => {
    const runner = await openFedGraph(gradient.graph, { threads: 2 })
    const outputs = await runner.run(feeds)
    await runner.close()
    return Object.entries(outputs).map(([name, { data }]) => `${name} ${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')}`)
  }
  const first = await bitsOf()
  expect(first.length).toBe(names.length + 1)
  expect(await bitsOf()).toEqual(first)
  expect(await bitsOf()).toEqual(first)
})
