import { expect, test } from 'vitest'
import { int, ints, string } from '#core/onnx/attribute'
import type { Graph } from '#core/onnx/graph'
import { GraphBuilder } from '#core/onnx/graph-builder'
import { float32Tensor } from '#core/onnx/tensor'
import { plainStatic } from '#core/quantize/forms/static-options'
import { quantizeStatic, withFloatLayers } from '#core/quantize/forms/quantize-static'
import { reportLayers } from '#core/quantize/report/layer-report'
import { runtimeOperators } from '../../runtime/runtime-operators'
import { calibrateOnTensors } from './testing/array-calibration'

const hooks = { progress: () => undefined, signal: { aborted: false } }

const wave = (length: number) => Array.from({ length }, (_, at) => Math.sin(at * 1.7))

/** Two branches of one convolution, pooled, resized, joined, added, multiplied by weights; scores at the end. */
function branchedGraph(resizeMode: string): Graph {
  const builder = new GraphBuilder('branched')
  builder.input({ name: 'x', dataType: 'float32', dims: [1, 4, 8, 8] })
  const conv = (name: string, input: string, rows: number, columns: number) =>
    builder.add(name, 'Conv', [input, builder.constant(`${name}/w`, float32Tensor([rows, columns, 1, 1], wave(rows * columns))), builder.constant(`${name}/b`, float32Tensor([rows], wave(rows)))])
  const trunk = builder.add('trunk', 'Relu', [conv('trunk/conv', 'x', 4, 4)])
  const pooled = builder.add('pooled', 'AveragePool', [trunk], { kernel_shape: ints(2, 2), strides: ints(2, 2) })
  const scales = builder.constant('scales', float32Tensor([4], [1, 1, 2, 2]))
  const resized = builder.add('resized', 'Resize', [pooled, '', scales], {
    mode: string(resizeMode),
    coordinate_transformation_mode: string('asymmetric'),
  })
  const sum = builder.add('sum', 'Add', [resized, conv('side', trunk, 4, 4)])
  const joined = builder.add('joined', 'Concat', [sum, trunk], { axis: int(1) })
  const mean = builder.add('mean', 'GlobalAveragePool', [conv('last', joined, 6, 8)])
  const flat = builder.add('flat', 'Flatten', [mean])
  const weights = builder.constant('fc/w', float32Tensor([6, 3], wave(18)))
  return builder.finish([builder.add('scores', 'Sigmoid', [builder.add('fc', 'Gemm', [flat, weights])])])
}

test('the runtime runs every planned operator on integers', async () => {
  const photos = [1, 2, 3].map((seed) => float32Tensor([1, 4, 8, 8], wave(256).map((value) => value * seed)))
  const result = await quantizeStatic(branchedGraph('nearest'), plainStatic, calibrateOnTensors(photos), hooks)
  const operators = await runtimeOperators(result.graph)
  expect(Object.fromEntries(operators)).toMatchObject({ QLinearConv: 3, QLinearAdd: 1, QLinearConcat: 1, QLinearAveragePool: 1, QLinearGlobalAveragePool: 1, QGemm: 1 })
  expect(operators.get('Resize')).toBe(1)
  expect(operators.get('DequantizeLinear') ?? 0).toBe(0)
  expect(operators.get('QuantizeLinear')).toBe(1)
  const floats = reportLayers(result, new Map()).filter(({ runs }) => runs === 'float')
  expect(floats.map(({ name, reason }) => [name, reason])).toEqual([['scores', 'its scores leave the model, where 256 steps would make many equal']])
})

test('operators on the list stay in float, and the report says so', async () => {
  const photos = [float32Tensor([1, 4, 8, 8], wave(256))]
  const options = { ...plainStatic, keepFloat: { nodes: ['side'], opTypes: ['Gemm'] } }
  const result = await quantizeStatic(branchedGraph('nearest'), options, calibrateOnTensors(photos), hooks)
  const reasons = new Map(reportLayers(result, new Map()).map(({ name, reason }) => [name, reason]))
  expect(reasons.get('side')).toBe('it is on the list of nodes to keep in float')
  expect(reasons.get('fc')).toBe('Gemm is on the list of operators to keep in float')
  expect(reasons.get('sum')).toBe('one of its inputs is computed in float')
  const operators = await runtimeOperators(result.graph)
  expect(operators.get('Conv') ?? operators.get('FusedConv')).toBe(1)
  expect(operators.get('QLinearConv')).toBe(2)
})

test('linear resizing is reported as what it is: float between two 8-bit steps', async () => {
  const result = await quantizeStatic(branchedGraph('linear'), plainStatic, calibrateOnTensors([float32Tensor([1, 4, 8, 8], wave(256))]), hooks)
  const resized = reportLayers(result, new Map()).find(({ name }) => name === 'resized')
  expect(resized).toMatchObject({ runs: 'float', reason: 'the runtime interpolates in float, between two 8-bit steps' })
  expect((await runtimeOperators(result.graph)).get('DequantizeLinear')).toBe(1)
})

test('any layer can go back to float afterwards, and all of them at once', async () => {
  const photos = [1, 2, 3].map((seed) => float32Tensor([1, 4, 8, 8], wave(256).map((value) => value * seed)))
  const result = await quantizeStatic(branchedGraph('nearest'), plainStatic, calibrateOnTensors(photos), hooks)
  const layers = result.plan.layers.map(({ node }) => node)
  for (const node of layers) {
    const others = new Set(layers.filter((other) => other !== node))
    const operators = await runtimeOperators(withFloatLayers(result, plainStatic, others).graph)
    expect((operators.get('QLinearConv') ?? 0) + (operators.get('QGemm') ?? 0)).toBe(1)
  }
  const operators = await runtimeOperators(withFloatLayers(result, plainStatic, new Set(layers)).graph)
  expect([...operators.keys()].filter((name) => name.startsWith('Q'))).toEqual([])
})
