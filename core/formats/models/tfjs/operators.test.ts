import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { importPasses } from '#core/onnx/passes/import-passes'
import { runPasses } from '#core/onnx/passes/run-passes'
import { testWave, tfOperatorCases } from '#core/testing/tf-operator-cases'
import { tfjsModel } from '#core/testing/tfjs-model'
import { convertGraph } from './convert-graph'
import { readGraphModel } from './read-graph-model'

/** Computed by TensorFlow.js 4 on its CPU backend from the same graphs. */
const fixture = z.record(z.string(), z.object({ shape: z.array(z.number()), values: z.array(z.number()) }))
const expected = fixture.parse(JSON.parse(await readFile(join(import.meta.dirname, 'fixtures', 'operator-outputs.json'), 'utf8')))

test.each(Object.entries(tfOperatorCases))('%s: as TensorFlow.js', async (name, { size, nodes, constants, layout }) => {
  const [height, width] = size
  const source = readGraphModel(tfjsModel({ x: { op: 'Placeholder' }, ...nodes }, constants))
  const cut = {
    image: { node: 'x', port: 0 },
    imageSize: { width, height },
    outputs: [{ name: 'result', ref: { node: 'y', port: 0 }, layout }],
  }
  const { graph } = runPasses(convertGraph(source, cut, 'case'), importPasses)
  const session = await InferenceSession.create(encodeModel(graph))
  const pixels = testWave(2 * height * width * 3, 0.3)
  // The same numbers as the reference had in N, H, W, C, moved to N, C, H, W.
  const moved = Float32Array.from(pixels, (_, index) => {
    const [x, y, c, n] = [index % width, Math.floor(index / width) % height, Math.floor(index / (width * height)) % 3, Math.floor(index / (width * height * 3))]
    return pixels[((n * height + y) * width + x) * 3 + c] ?? NaN
  })
  const { result } = await session.run({ input: new Tensor('float32', moved, [2, 3, height, width]) })
  await session.release()
  expect(result?.dims).toEqual(expected[name]?.shape)
  const values = expected[name]?.values ?? []
  Array.from(result?.data as Float32Array).forEach((value, index) => expect(value).toBeCloseTo(values[index] ?? NaN, 4))
})

test.each([
  ['dilation by SpaceToBatchND', 'Conv'],
  ['fused convolution with bias and activation after padding', 'Conv Relu'],
  ['depthwise with multiplier, batch norm, Relu6', 'Conv Clip'],
  ['SAME at stride 2, even and odd sizes', 'Conv'],
])('%s leaves only %s', (name, left) => {
  const found = tfOperatorCases[name]
  if (found === undefined) throw new Error('no such case')
  const [height, width] = found.size
  const source = readGraphModel(tfjsModel({ x: { op: 'Placeholder' }, ...found.nodes }, found.constants))
  const outputs = [{ name: 'result', ref: { node: 'y', port: 0 }, layout: found.layout }]
  const converted = convertGraph(source, { image: { node: 'x', port: 0 }, imageSize: { width, height }, outputs }, 'case')
  expect(runPasses(converted, importPasses).graph.nodes.map((node) => node.opType).join(' ')).toBe(left)
})
