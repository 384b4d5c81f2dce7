import { expect, test } from 'vitest'
import { ints } from '#core/onnx/attribute'
import { makeNode } from '#core/onnx/make-node'
import { seededRandom } from '#core/random/seeded-random'
import { buildRandomMobilenetV2 } from '#core/zoo/builders/build-random-mobilenet-v2'
import { batchSizeOf } from './batch-size-of'
import { FlatWeights } from './flat-weights'
import { lastBlocks } from './last-blocks'

const model = buildRandomMobilenetV2({ name: 'model', widthMultiplier: 1, inputSize: { width: 224, height: 224 }, classes: 10, seed: 1 })

test('the last blocks of MobileNetV2 at 224 px take a map of 160 x 7 x 7, and hold the weights of table 2', () => {
  // Table 2 of the paper: 17 blocks; the last is 160 → 960 → 320, those before it 160 → 960 → 160; then 1280 features.
  const last = 160 * 960 + 960 + 9 * 960 + 960 + 960 * 320 + 320
  const inner = 160 * 960 + 960 + 9 * 960 + 960 + 960 * 160 + 160
  const end = 320 * 1280 + 1280 + 1280 * 10 + 10
  for (const [count, parameters] of [[1, last + end], [2, last + inner + end], [3, last + 2 * inner + end]] as const) {
    const blocks = lastBlocks(model, count)
    expect(blocks.cutDims).toEqual([160, 7, 7])
    expect(blocks.graph.outputs.map(({ name }) => name)).toEqual(['logits', blocks.features])
    expect(new FlatWeights(blocks.graph, blocks.weights).count).toBe(parameters)
  }
  // The fourth from behind has stride 2.
  expect(lastBlocks(model, 4).cutDims).toEqual([96, 14, 14])
})

test('a model with fewer blocks, and one whose end reads more than the map, are refused', () => {
  expect(() => lastBlocks(model, 18)).toThrow(/no 18 inverted residual blocks/u)
  const { cut } = lastBlocks(model, 1)
  const early = model.nodes[0]?.outputs[0] ?? ''
  const pool = model.nodes.findIndex(({ opType }) => opType === 'GlobalAveragePool')
  const nodes = [...model.nodes]
  const pooled = nodes[pool]
  if (pooled === undefined) throw new Error('no pool')
  const [value = ''] = pooled.inputs
  nodes.splice(pool, 1, makeNode('ReduceMean', [early], ['early'], { axes: ints(1, 2, 3) }), makeNode('Mul', [value, 'early'], ['scaled']), { ...pooled, inputs: ['scaled'] })
  expect(cut.name).not.toBe(early)
  expect(() => lastBlocks({ ...model, nodes }, 1)).toThrow(/read "early" too/u)
})

test('weights become an array and come back', () => {
  const blocks = lastBlocks(model, 1)
  const weights = new FlatWeights(blocks.graph, blocks.weights)
  const random = seededRandom(1)
  const values = weights.start.map(() => random())
  const changed = weights.into(model, values)
  const again = new FlatWeights(changed, blocks.weights)
  expect(again.start.every((value, index) => value === values[index])).toBe(true)
  expect(changed.initializers.size).toBe(model.initializers.size)
})

test('a batch is bounded by what a step keeps in memory', () => {
  expect(batchSizeOf(lastBlocks(model, 1).graph)).toBe(32)
  const large = lastBlocks(buildRandomMobilenetV2({ name: 'large', widthMultiplier: 1, inputSize: { width: 1280, height: 1280 }, classes: 10, seed: 1 }), 1)
  const batch = batchSizeOf(large.graph)
  expect(batch).toBeGreaterThanOrEqual(1)
  // Each photo has a map of 960 x 40 x 40 four times and one of 1280 x 40 x 40 twice, in floats of 4 bytes.
  expect(batch * 4 * 3 * 1600 * (4 * 960 + 2 * 1280)).toBeLessThan(256 * 1024 ** 2)
})
