import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { verifyGraph } from '#core/onnx/spec/verify-graph'
import { printGraph } from '#core/onnx/text/print-graph'
import { changeOutputStride } from '#core/onnx/variants/change-output-stride'
import { freeInput } from '#core/onnx/variants/free-input'
import { resizeInput } from '#core/onnx/variants/resize-input'
import type { Variant } from '#core/onnx/variants/variant'
import type { RandomDeeplabv3Options } from './build-random-deeplabv3'
import { buildRandomDeeplabv3 } from './build-random-deeplabv3'
import { buildRandomMobilenetV2 } from './build-random-mobilenet-v2'
import { buildRandomSsdlite } from './build-random-ssdlite'
import { carriedAnchors } from './carried-anchors'
import { resizeModel } from './resize-model'

const small = { name: 'small', widthMultiplier: 0.35, seed: 3 }
const deeplab: RandomDeeplabv3Options = {
  ...small,
  inputSize: { width: 97, height: 65 },
  outputStride: 8,
  atrousRates: [2],
  imagePooling: 'without',
  classes: 3,
}
const classifier = (sidePx: number): Graph => buildRandomMobilenetV2({ ...small, inputSize: { width: sidePx, height: sidePx }, classes: 5 })

function graphOf(variant: Variant): Graph {
  if (variant.kind === 'not-applicable') throw new Error(variant.reason)
  return variant.graph
}

/** Output of the graph for a smooth pattern of the given size. */
async function run(graph: Graph, height: number, width: number): Promise<{ dims: readonly number[]; data: Float32Array }> {
  const session = await InferenceSession.create(encodeModel(graph), { intraOpNumThreads: 1 })
  const input = Float32Array.from({ length: 3 * height * width }, (_, index) => Math.sin(index * 0.37) + Math.cos(index * 0.011))
  const outputs = await session.run({ input: new Tensor('float32', input, [1, 3, height, width]) })
  const output = outputs[graph.outputs[0]?.name ?? '']
  if (!(output?.data instanceof Float32Array)) throw new Error('no float output')
  return { dims: output.dims, data: output.data }
}

function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(actual.length).toBe(wanted.length)
  const largest = Math.max(...Array.from(wanted, Math.abs))
  expect(largest).toBeGreaterThan(0)
  for (let index = 0; index < wanted.length; index += 1) {
    expect(Math.abs((actual[index] ?? 0) - (wanted[index] ?? 0))).toBeLessThan(1e-4 * largest)
  }
}

const rounded = (numbers: readonly number[] | undefined): number[] => (numbers ?? []).map((value) => Number(value.toFixed(3)))

test('dilation instead of stride gives the same answers, only denser: stride 16 is every second cell of stride 8', async () => {
  const graph = buildRandomDeeplabv3(deeplab)
  const fine = await run(graph, 65, 97)
  const coarse = await run(graphOf(changeOutputStride(graph, 16)), 65, 97)
  expect(fine.dims).toEqual([1, 3, 9, 13])
  expect(coarse.dims).toEqual([1, 3, 5, 7])
  const everySecond = fine.data.filter((_, index) => (Math.floor(index / 13) % 9) % 2 === 0 && (index % 13) % 2 === 0)
  expectClose(coarse.data, everySecond)
})

test('the variant at another output stride is what the builder makes there, and back again', () => {
  const fine = buildRandomDeeplabv3({ ...deeplab, atrousRates: [12, 24], imagePooling: 'with' })
  const coarse = buildRandomDeeplabv3({ ...deeplab, atrousRates: [6, 12], imagePooling: 'with', outputStride: 16 })
  const down = graphOf(changeOutputStride(fine, 16))
  expect(printGraph(down)).toBe(printGraph(coarse))
  expect(printGraph(graphOf(changeOutputStride(down, 8)))).toBe(printGraph(fine))
})

test('a detector for another size has the maps the builder makes there', () => {
  const made = (inputPx: number): Graph => buildRandomSsdlite({ ...small, inputPx, classColumns: 4 })
  const trained = made(300)
  const resized = graphOf(resizeModel('ssdlite-mobilenet-v2', trained, { width: 320, height: 320 }))
  expect(verifyGraph(resized)).toEqual([])
  // 20, 10, 5, 3, 2 and 1 cells a side
  expect(resized.outputs.map((output) => output.dims)).toEqual([['N', 2034, 4], ['N', 2034, 4], [2034, 4]])
  expect(graphOf(resizeInput(trained, { width: 320, height: 320 })).nodes).toEqual(made(320).nodes)
  expect(graphOf(resizeModel('ssdlite-mobilenet-v2', trained, { width: 300, height: 300 }))).toBe(trained)
  expect(resizeModel('ssdlite-mobilenet-v2', trained, { width: 320, height: 256 })).toMatchObject({ kind: 'not-applicable' })
})

test('aligned pads keep every map where it began', () => {
  const resized = graphOf(resizeModel('ssdlite-mobilenet-v2', buildRandomSsdlite({ ...small, inputPx: 300, classColumns: 4 }), { width: 320, height: 320 }))
  const depthwise = resized.nodes.find((node) => node.name === 'block_3/depthwise')
  // 75 -> 38 in training began one pixel outside, so 80 -> 40 does too and needs none at the end; SAME would pad the end.
  expect(depthwise?.attributes.get('pads')?.value).toEqual([1, 1, 0, 0])
})

test('anchors keep their size in pixels and stand a stride apart', () => {
  const anchors = carriedAnchors(300, 320).map(({ centerY, centerX, height, width }) => [centerY, centerX, height, width].map((share) => share * 320))
  expect(anchors).toHaveLength(2034)
  // Middle cell of 19 was at 150 pixels and is the tenth; 0.1 of 300 pixels is the first square.
  expect(rounded(anchors[(9 * 20 + 9) * 3])).toEqual([150, 150, 30, 30])
  expect(rounded(anchors[(10 * 20 + 8) * 3])).toEqual([166, 134, 30, 30])
  // Second map: 10 cells, the middle between the fifth and sixth; scale 0.35.
  expect(rounded(anchors[1200])).toEqual([150 - 4.5 * 32, 150 - 4.5 * 32, 105, 105])
  expect(rounded(anchors.at(-1))).toEqual([150, 150, 292.404, 292.404])
})

test('a segmenter follows its size with SAME pads, also where they are lopsided', () => {
  const resized = graphOf(resizeInput(buildRandomDeeplabv3(deeplab), { width: 64, height: 80 }))
  expect(printGraph(resized)).toBe(printGraph(buildRandomDeeplabv3({ ...deeplab, inputSize: { width: 64, height: 80 } })))
})

test('a classifier with symmetric pads keeps them', () => {
  const resized = graphOf(resizeInput(classifier(96), { width: 64, height: 64 }))
  expect(printGraph(resized)).toBe(printGraph(classifier(64)))
})

test('one file for any size answers like the file for that size', async () => {
  const free = graphOf(freeInput(classifier(96)))
  expect(free.inputs[0]?.dims).toEqual(['N', 3, 'height', 'width'])
  for (const side of [64, 81]) {
    expectClose((await run(free, side, side)).data, (await run(graphOf(resizeInput(classifier(96), { width: side, height: side })), side, side)).data)
  }
  const map = buildRandomDeeplabv3({ ...deeplab, imagePooling: 'with' })
  const freeMap = graphOf(freeInput(map))
  // Even sides: lopsided pads, which the runtime must find by itself.
  const [rows, columns] = [64, 72]
  expectClose((await run(freeMap, rows, columns)).data, (await run(graphOf(resizeInput(map, { width: columns, height: rows })), rows, columns)).data)
})

test('a detector hands out anchors for one size and so cannot take any', () => {
  const variant = freeInput(buildRandomSsdlite({ ...small, inputPx: 96, classColumns: 2 }))
  expect(variant).toEqual({ kind: 'not-applicable', reason: 'its output "anchors" is stored for one size' })
})

test('the same seed gives the same weights, another seed others; the file says they are random', () => {
  const made = (seed: number): Graph => buildRandomMobilenetV2({ ...small, seed, inputSize: { width: 32, height: 32 }, classes: 2 })
  expect(Buffer.compare(encodeModel(made(3)), encodeModel(made(3)))).toBe(0)
  expect(Buffer.compare(encodeModel(made(3)), encodeModel(made(4)))).not.toBe(0)
  expect(made(3).metadata.get('weights')).toBe('random')
})

test('random weights have the variance of He: 2 / fan-in', () => {
  const graph = buildRandomMobilenetV2({ ...small, inputSize: { width: 32, height: 32 }, classes: 1000 })
  const weights = graph.initializers.get('logits/weight')
  if (weights?.dataType !== 'float32') throw new Error('no weights')
  const mean = weights.data.reduce((sum, value) => sum + value, 0) / weights.data.length
  const variance = weights.data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / weights.data.length
  expect(Math.abs(mean)).toBeLessThan(2e-4)
  expect(variance * 1280).toBeCloseTo(2, 1)
})
