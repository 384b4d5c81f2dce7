import { describe, expect, it } from 'vitest'
import { ints } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { float32Tensor } from '#core/onnx/tensor'
import type { TensorOf } from '#core/onnx/tensor'
import { quantizeStatic, withFloatLayers } from '#core/quantize/forms/quantize-static'
import type { StaticOptions } from '#core/quantize/forms/static-options'
import { carefulStatic, plainStatic } from '#core/quantize/forms/static-options'
import { quantizeModel } from '#core/quantize/quantize-model'
import { openGraph } from '../../runtime/open-graph'
import { calibrateOnTensors } from './testing/array-calibration'

const hooks = { progress: () => undefined, signal: { aborted: false } }

function negatingGraph(): Graph {
  const builder = new GraphBuilder('negate')
  builder.input({ name: 'x', dataType: 'float32', dims: [1, 1, 1, 3] })
  const weight = builder.constant('w', float32Tensor([1, 1, 1, 1], [-1]))
  const limits = [builder.constant('zero', float32Tensor([], [0])), builder.constant('six', float32Tensor([], [6]))]
  return builder.finish([builder.add('y', 'Clip', [builder.add('conv', 'Conv', ['x', weight]), ...limits])])
}

/** A small network of the kind that phones run: expand, depthwise with channels of very different size, project, add. */
function blockGraph(): Graph {
  const random = randomNumbers(7)
  const builder = new GraphBuilder('block')
  builder.input({ name: 'x', dataType: 'float32', dims: [1, 4, 8, 8] })
  const zero = builder.constant('zero', float32Tensor([], [0]))
  const six = builder.constant('six', float32Tensor([], [6]))
  const weights = (name: string, dims: readonly number[], size: (at: number) => number = () => 1) =>
    builder.constant(name, float32Tensor(dims, Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, at) => random() * size(at))))
  const pads = { pads: ints(1, 1, 1, 1) }
  const expand = builder.add('expand', 'Clip', [builder.add('expand/conv', 'Conv', ['x', weights('we', [16, 4, 1, 1]), weights('be', [16])]), zero, six])
  const uneven = (at: number) => 100 ** ((Math.floor(at / 9) % 16) / 15) / 30
  const deep = builder.add('deep/conv', 'Conv', [expand, weights('wd', [16, 1, 3, 3], uneven), weights('bd', [16])], {
    group: { type: 'int', value: 16 },
    ...pads,
  })
  const limited = builder.add('deep', 'Clip', [deep, zero, six])
  const project = builder.add('project', 'Conv', [limited, weights('wp', [4, 16, 1, 1]), weights('bp', [4])])
  const sum = builder.add('sum', 'Add', ['x', project])
  return builder.finish([builder.add('head', 'Conv', [sum, weights('wh', [3, 4, 1, 1]), weights('bh', [3])])])
}

function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 1073741824 - 1
  }
}

function photosOf(dims: readonly number[], count: number): TensorOf<'float32'>[] {
  const random = randomNumbers(3)
  return Array.from({ length: count }, () => float32Tensor(dims, Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 3 * random())))
}

async function outputOf(graph: Graph, input: TensorOf<'float32'>): Promise<number[]> {
  const runner = await openGraph(graph, { threads: 1 })
  try {
    return Array.from(Object.values(await runner.run(input))[0]?.data ?? [])
  } finally {
    await runner.close()
  }
}

async function noise(float: Graph, quantized: Graph, inputs: readonly TensorOf<'float32'>[]): Promise<number> {
  let sum = 0
  for (const input of inputs) {
    const [a, b] = [await outputOf(float, input), await outputOf(quantized, input)]
    a.forEach((value, at) => (sum += (value - (b[at] ?? 0)) ** 2))
  }
  return sum
}

describe('limits after a convolution', () => {
  const input = float32Tensor([1, 1, 1, 3], [-9, -3, 2])
  const cases: readonly (readonly [string, StaticOptions])[] = [
    ['unsigned codes', plainStatic],
    ['symmetric codes', { ...plainStatic, activations: 'symmetric-int8' }],
    ['every repair', carefulStatic],
  ]
  it.each(cases)('are kept with %s', async (_, options) => {
    const { graph } = await quantizeStatic(negatingGraph(), options, calibrateOnTensors([input]), hooks)
    const step = 11 / 127
    const [six = NaN, three = NaN, zero = NaN] = await outputOf(graph, input)
    expect(Math.abs(six - 6)).toBeLessThanOrEqual(step)
    expect(Math.abs(three - 3)).toBeLessThanOrEqual(step)
    expect(zero).toBe(0)
  })

  it('cut what calibration never saw', async () => {
    const { graph } = await quantizeStatic(negatingGraph(), plainStatic, calibrateOnTensors([input]), hooks)
    const values = await outputOf(graph, float32Tensor([1, 1, 1, 3], [-1000, 1000, 5]))
    expect(Math.max(...values)).toBeLessThanOrEqual(6 + 6 / 255)
    expect(Math.min(...values)).toBe(0)
  })

  it('vanish into unsigned codes and stay, with a reason, between symmetric ones', async () => {
    const source = { calibration: calibrateOnTensors([input]), heldOut: null }
    const unsigned = await quantizeModel(negatingGraph(), { ...plainStatic, goal: null }, source, hooks)
    const symmetric = await quantizeModel(negatingGraph(), { ...plainStatic, activations: 'symmetric-int8', goal: null }, source, hooks)
    expect(unsigned.graph.nodes.some((node) => node.opType === 'Clip')).toBe(false)
    expect(unsigned.report.layers.find((layer) => layer.opType === 'Clip')?.runs).toBe('folded')
    expect(symmetric.graph.nodes.some((node) => node.opType === 'Clip')).toBe(true)
    expect(symmetric.report.layers.find((layer) => layer.opType === 'Clip')?.reason).toContain('symmetric codes reach below')
  })
})

describe('a block with uneven channels', () => {
  const photos = photosOf([1, 4, 8, 8], 12)
  const others = photosOf([1, 4, 8, 8], 20).slice(12)

  it('comes closer to the float model with every repair than without', async () => {
    const source = calibrateOnTensors(photos)
    const plain = await quantizeStatic(blockGraph(), plainStatic, source, hooks)
    const careful = await quantizeStatic(blockGraph(), carefulStatic, source, hooks)
    expect(await noise(blockGraph(), careful.graph, others)).toBeLessThan(await noise(blockGraph(), plain.graph, others))
  })

  it('keeps its answers when channels are stretched', async () => {
    const { plan } = await quantizeStatic(blockGraph(), { ...carefulStatic, equalisation: { kind: 'channels', strength: 1 } }, calibrateOnTensors(photos), hooks)
    expect(plan.graph.initializers.get('wd')).not.toEqual(blockGraph().initializers.get('wd'))
    for (const photo of photos) {
      const [before, after] = [await outputOf(blockGraph(), photo), await outputOf(plan.graph, photo)]
      after.forEach((value, at) => expect(value).toBeCloseTo(before[at] ?? NaN, 4))
    }
  })

  it('computes a layer kept in float in float, although the runtime would round its weights', async () => {
    const result = await quantizeStatic(blockGraph(), plainStatic, calibrateOnTensors(photos), hooks)
    const deep = result.plan.graph.nodes.find((node) => node.name === 'deep/conv')
    const kept = withFloatLayers(result, plainStatic, new Set(deep === undefined ? [] : [deep]))
    expect(kept.plan.plans.get(deep!)).toMatchObject({ kind: 'float' })
    expect(await noise(blockGraph(), kept.graph, others)).toBeLessThan(await noise(blockGraph(), result.graph, others))
  })

  it('finds the fewest layers to keep in float', async () => {
    const source = { calibration: calibrateOnTensors(photos), heldOut: null }
    const { report } = await quantizeModel(blockGraph(), { ...plainStatic, goal: { kind: 'agreement', atLeast: 0.99999 } }, source, hooks)
    expect(report.sensitivities).toHaveLength(4)
    expect(report.sensitivities[0]?.relativeError).toBeGreaterThan(report.sensitivities[3]?.relativeError ?? Infinity)
    const easy = await quantizeModel(blockGraph(), { ...plainStatic, goal: { kind: 'agreement', atLeast: 0.5 } }, source, hooks)
    expect(easy.report.keptForGoal).toEqual([])
    expect(easy.report.isGoalReached).toBe(true)
  })

  it('is not recommended when its answers are others', async () => {
    const calibration = { ...calibrateOnTensors(photos), agreement: () => 0.5 }
    const { report } = await quantizeModel(blockGraph(), { ...plainStatic, goal: null }, { calibration, heldOut: null }, hooks)
    expect(report.verdict).toEqual({
      kind: 'not-recommended',
      reason: 'It gives the answer of the float model in only 50.0 % of 12 photos; 90.0 % are wanted.',
    })
  })

  it('stays finite when calibrated on one gray photo', async () => {
    const gray = float32Tensor([1, 4, 8, 8], new Float32Array(256).fill(0.25))
    const { graph } = await quantizeStatic(blockGraph(), carefulStatic, calibrateOnTensors([gray]), hooks)
    const [wanted, found] = [await outputOf(blockGraph(), gray), await outputOf(graph, gray)]
    found.forEach((value, at) => expect(Math.abs(value - (wanted[at] ?? NaN))).toBeLessThan(0.3))
    for (const other of others) for (const value of await outputOf(graph, other)) expect(value).toBeTypeOf('number')
  })

  it('is left alone once cancelled', async () => {
    const running = quantizeStatic(blockGraph(), carefulStatic, calibrateOnTensors(photos), { ...hooks, signal: { aborted: true } })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })

  it.each(['dynamic', 'weight-only'] as const)('runs in %s form', async (kind) => {
    const source = { calibration: calibrateOnTensors(photos), heldOut: calibrateOnTensors(others) }
    const { graph, report } = await quantizeModel(blockGraph(), { kind, keepFloat: { nodes: [], opTypes: [] } }, source, hooks)
    expect(report.comparison.agreement).toBeGreaterThan(0.999)
    expect([...graph.initializers.values()].filter((tensor) => tensor.dataType === 'int8').length).toBeGreaterThanOrEqual(4)
  })

  it.each(['storage', 'full'] as const)('runs in half precision, %s', async (form) => {
    const source = { calibration: calibrateOnTensors(photos), heldOut: null }
    const { graph, report } = await quantizeModel(blockGraph(), { kind: 'float16', form, keepFloat: { nodes: [], opTypes: [] } }, source, hooks)
    expect(report.comparison.agreement).toBeGreaterThan(0.99999)
    expect(graph.initializers.get('wd/half')?.dataType ?? graph.initializers.get('deep/conv/weight/half')?.dataType).toBe('float16')
  })
})

it.each(['dynamic', 'weight-only'] as const)('convolutions that follow each other directly run in %s form', async (kind) => {
  const builder = new GraphBuilder('chain')
  builder.input({ name: 'x', dataType: 'float32', dims: [1, 2, 4, 4] })
  const weight = (name: string) => builder.constant(name, float32Tensor([2, 2, 1, 1], [1, 0.5, -0.25, 1]))
  const graph = builder.finish([builder.add('second', 'Conv', [builder.add('first', 'Conv', ['x', weight('w1')]), weight('w2')])])
  const source = { calibration: calibrateOnTensors(photosOf([1, 2, 4, 4], 3)), heldOut: null }
  const { report } = await quantizeModel(graph, { kind, keepFloat: { nodes: [], opTypes: [] } }, source, hooks)
  expect(report.comparison.agreement).toBeGreaterThan(0.999)
})
