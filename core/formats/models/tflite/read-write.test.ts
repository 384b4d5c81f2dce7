import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { testWave } from '#core/testing/tf-operator-cases'
import { tfliteGraphs } from '#core/testing/tflite-graphs'
import { tinyGraph } from '#core/testing/tiny-graph'
import { parseTflite } from './parse-tflite'
import { readTflite } from './read-tflite'
import { writeTflite } from './write/write-tflite'

/** Computed by LiteRT 2.3.0 (ai-edge-litert) from the files written of these graphs, moved to N, C, H, W. */
const fixture = z.record(z.string(), z.array(z.number()))
const expected = fixture.parse(JSON.parse(await readFile(join(import.meta.dirname, 'fixtures', 'litert-outputs.json'), 'utf8')))
const float = { edges: 'float32', floatWeights: 'float32' } as const

async function outputsOf(graph: Graph): Promise<readonly number[]> {
  const session = await InferenceSession.create(encodeModel(graph))
  const { y } = await session.run({ x: new Tensor('float32', Float32Array.from(testWave(3 * 8 * 6, 0.3)), [1, 3, 8, 6]) })
  return Array.from((y?.data ?? []) as Float32Array)
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length)
  const largest = found.reduce((most, value, index) => Math.max(most, Math.abs(value - (wanted[index] ?? NaN))), 0)
  expect(largest).toBeLessThan(2e-6)
}

test.each(Object.entries(tfliteGraphs))('%s: written as LiteRT runs it, read as written', async (name, text) => {
  const graph = tinyGraph(text)
  const wanted = expected[name] ?? []
  expectClose(await outputsOf(graph), wanted)
  const back = readTflite(writeTflite(graph, float))
  expect(back.inputs).toEqual(graph.inputs)
  expect(back.outputs.map(({ dims }) => dims)).toEqual(graph.outputs.map(({ dims }) => dims))
  expectClose(await outputsOf(back), wanted)
})

const CODED = `graph coded opset 17
input x float32[1,3,8,6]
constant s float32[] = {0.0078125}
constant z uint8[] = {128}
constant ws float32[2] = {0.5, 0.25}
constant wz int8[2] = {0, 0}
constant w int8[2,3,1,1] = {1, -2, 3, 4, 0, -1}
constant bs float32[2] = {0.00390625, 0.001953125}
constant bz int32[2] = {0, 0}
constant b int32[2] = {128, -64}
constant ys float32[] = {0.03125}
constant yz uint8[] = {100}
xq = QuantizeLinear(x, s, z)
xd = DequantizeLinear(xq, s, z)
wd = DequantizeLinear(w, ws, wz) axis=0
bd = DequantizeLinear(b, bs, bz) axis=0
c = Conv(xd, wd, bd) kernel_shape=[1,1] strides=[1,1] dilations=[1,1] pads=[0,0,0,0] group=1
yq = QuantizeLinear(c, ys, yz)
y = DequantizeLinear(yq, ys, yz)
output y float32[1,2,8,6]
`

test('codes are written signed, weights around zero, the bias in steps of input times weight', () => {
  const { tensors, operators } = parseTflite(writeTflite(tinyGraph(CODED), { edges: 'uint8', floatWeights: 'float32' }))
  expect(operators.map(({ operator }) => operator)).toEqual(['QUANTIZE', 'CONV_2D', 'QUANTIZE'])
  const [source = -1, weight = -1, bias = -1] = operators[1]?.inputs ?? []
  expect(tensors[source]).toMatchObject({ dataType: 'int8', dims: [1, 8, 6, 3], quantization: { scales: [0.0078125], zeroPoints: [0] } })
  expect(tensors[weight]).toMatchObject({ dataType: 'int8', dims: [2, 1, 1, 3], quantization: { scales: [0.5, 0.25], zeroPoints: [0, 0], axis: 0 } })
  expect(Array.from(tensors[weight]?.data ?? [])).toEqual([1, 254, 3, 4, 0, 255])
  expect(tensors[bias]).toMatchObject({ dataType: 'int32', quantization: { scales: [0.00390625, 0.001953125] } })
  expect(tensors[operators[1]?.outputs[0] ?? -1]?.quantization).toEqual({ scales: [0.03125], zeroPoints: [-28], axis: 0 })
  expect(tensors[operators[2]?.outputs[0] ?? -1]).toMatchObject({ name: 'y', dataType: 'uint8', quantization: { zeroPoints: [100] } })
})

test('coded values come back within one step', async () => {
  const graph = tinyGraph(CODED)
  const [wanted, found] = [await outputsOf(graph), await outputsOf(readTflite(writeTflite(graph, float)))]
  expect(found.every((value, index) => Math.abs(value - (wanted[index] ?? NaN)) <= 0.03125)).toBe(true)
})

test('data lie on multiples of 16 bytes behind the letters TFL3', () => {
  const bytes = writeTflite(tinyGraph(CODED), float)
  expect(String.fromCharCode(...bytes.subarray(4, 8))).toBe('TFL3')
  const constants = parseTflite(bytes).tensors.flatMap(({ data }) => (data === null ? [] : [data.byteOffset - bytes.byteOffset]))
  expect(constants.length).toBe(2)
  expect(constants.every((offset) => offset % 16 === 0)).toBe(true)
})

test('what cannot be held is refused by name', () => {
  const text = 'graph g opset 17\ninput x float32[1,3,8,6]\ny = Erf(x)\noutput y float32[1,3,8,6]\n'
  expect(() => writeTflite(tinyGraph(text), float)).toThrow('TensorFlow Lite cannot hold Erf "y"')
  expect(() => readTflite(Uint8Array.of(1, 2, 3))).toThrow('This is no TensorFlow Lite model')
  const bytes = writeTflite(tinyGraph(CODED), float)
  expect(() => readTflite(bytes.subarray(0, bytes.length / 2))).toThrow('damaged')
})
