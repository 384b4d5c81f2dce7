import { expect, test } from 'vitest'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { verifyGraph } from '#core/onnx/spec/verify-graph'
import type { Tensor } from '#core/onnx/tensor'
import { float32Tensor } from '#core/onnx/tensor'
import { buildMobilenetV2 } from './build-mobilenet-v2'
import { mobilenetV2Layout } from './mobilenet-v2-layout'
import { mobilenetV2FromStateDict } from './mobilenet-v2-state-dict'

// Channel counts of the published checkpoints.
test.each([
  [1, 32, [16, 24, 32, 64, 96, 160, 320], 1280],
  [0.5, 16, [8, 16, 16, 32, 48, 80, 160], 1280],
  [1.4, 48, [24, 32, 48, 88, 136, 224, 448], 1792],
  [0.35, 16, [8, 8, 16, 24, 32, 56, 112], 1280],
])('width %d', (width, stem, outputs, last) => {
  const layout = mobilenetV2Layout(width)
  expect(layout.stemChannels).toBe(stem)
  expect(layout.lastChannels).toBe(last)
  expect(layout.blocks).toHaveLength(17)
  // First block of each row of the table.
  expect([0, 1, 3, 6, 10, 13, 16].map((position) => layout.blocks[position]?.outputChannels)).toEqual(outputs)
})

/** Where a convolution and its batch norm stand below `features.I`, in the order stem/last, block without and with expansion. */
interface KeyStyle {
  readonly outer: readonly [conv: string, norm: string]
  readonly first: readonly (readonly [conv: string, norm: string])[]
  readonly other: readonly (readonly [conv: string, norm: string])[]
  readonly classifier: string
}

const earlier: KeyStyle = {
  outer: ['0', '1'],
  first: [['conv.0', 'conv.1'], ['conv.3', 'conv.4']],
  other: [['conv.0', 'conv.1'], ['conv.3', 'conv.4'], ['conv.6', 'conv.7']],
  classifier: 'classifier',
}
const torchvision: KeyStyle = {
  outer: ['0', '1'],
  first: [['conv.0.0', 'conv.0.1'], ['conv.1', 'conv.2']],
  other: [['conv.0.0', 'conv.0.1'], ['conv.1.0', 'conv.1.1'], ['conv.2', 'conv.3']],
  classifier: 'classifier.1',
}

function stateDict(width: number, style: KeyStyle): Map<string, Tensor> {
  const layout = mobilenetV2Layout(width)
  const state = new Map<string, Tensor>()
  const add = (key: string, dims: readonly number[], lift: number): void => {
    const count = dims.reduce((product, dim) => product * dim, 1)
    state.set(key, float32Tensor(dims, Float32Array.from({ length: count }, (_, index) => Math.sin(index + state.size) * 0.1 + lift)))
  }
  const addLayer = (feature: number, [conv, norm]: readonly [string, string], dims: readonly number[]): void => {
    add(`features.${feature}.${conv}.weight`, dims, 0)
    const [channels = 0] = dims
    for (const [part, lift] of [['weight', 1], ['bias', 0], ['running_mean', 0], ['running_var', 1]] as const) {
      add(`features.${feature}.${norm}.${part}`, [channels], lift)
    }
  }
  addLayer(0, style.outer, [layout.stemChannels, 3, 3, 3])
  layout.blocks.forEach((block, position) => {
    const { inputChannels, expandedChannels, outputChannels } = block
    const shapes = [[expandedChannels, inputChannels, 1, 1], [expandedChannels, 1, 3, 3], [outputChannels, expandedChannels, 1, 1]]
    const places = position === 0 ? style.first : style.other
    places.forEach((place, index) => addLayer(position + 1, place, shapes[index + 3 - places.length] ?? []))
  })
  const channels = layout.blocks.at(-1)?.outputChannels ?? 0
  addLayer(18, style.outer, [layout.lastChannels, channels, 1, 1])
  add(`${style.classifier}.weight`, [5, layout.lastChannels], 0)
  add(`${style.classifier}.bias`, [5], 0)
  return state
}

const options = { name: 'tiny', widthMultiplier: 0.35, inputSize: { width: 96, height: 96 } }

test('both ways of naming weights give the same sound graph', () => {
  const graphs = [earlier, torchvision].map((style) => buildMobilenetV2({ ...options, weights: mobilenetV2FromStateDict(stateDict(0.35, style)) }))
  const [first, second] = graphs
  if (first === undefined || second === undefined) throw new Error('two graphs')
  expect(verifyGraph(first)).toEqual([])
  expect(Buffer.compare(encodeModel(first), encodeModel(second))).toBe(0)
  expect(first.outputs[0]).toEqual({ name: 'logits', dataType: 'float32', dims: ['N', 5] })
  expect(first.nodes.filter((node) => node.opType === 'Conv')).toHaveLength(52)
  expect(first.initializers.get('block_16/project/weight')?.dims).toEqual([112, 336, 1, 1])
})

test('weights of another width or without a part are refused by name', () => {
  const state = stateDict(0.35, earlier)
  expect(() => buildMobilenetV2({ ...options, widthMultiplier: 1, weights: mobilenetV2FromStateDict(state) })).toThrow('stem has 16 filters instead of 32')
  state.delete('features.3.conv.4.running_var')
  expect(() => mobilenetV2FromStateDict(state)).toThrow('"features.3.conv.4.running_var" is missing')
  expect(() => mobilenetV2FromStateDict(new Map())).toThrow('feature layers are missing')
})
