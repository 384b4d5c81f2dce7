import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelCard } from '#core/model/model-card'
import { int, ints } from '#core/onnx/attribute'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { makeNode } from '#core/onnx/make-node'
import { float32Tensor } from '#core/onnx/tensor'

const sidePx = 32

/** Mean of each colour channel, ten times: the logits of "red", "green" and "blue". */
function colourClassifier(): Graph {
  return {
    name: 'colour',
    opsets: new Map([['', 17]]),
    inputs: [{ name: 'photo', dataType: 'float32', dims: [1, 3, sidePx, sidePx] }],
    outputs: [{ name: 'logits', dataType: 'float32', dims: [1, 3] }],
    nodes: [
      makeNode('GlobalAveragePool', ['photo'], ['means']),
      makeNode('Flatten', ['means'], ['flat'], { axis: int(1) }),
      makeNode('Mul', ['flat', 'ten'], ['logits']),
    ],
    initializers: new Map([['ten', float32Tensor([1], [10])]]),
    valueInfos: new Map(),
    metadata: new Map(),
  }
}

/** Background where a pixel is dark, "bright" where its channels add up to more than zero; one node every eight pixels. */
function brightness(): Graph {
  return {
    name: 'brightness',
    opsets: new Map([['', 17]]),
    inputs: [{ name: 'photo', dataType: 'float32', dims: [1, 3, sidePx, sidePx] }],
    outputs: [{ name: 'logits', dataType: 'float32', dims: [1, 2, 4, 4] }],
    nodes: [makeNode('Conv', ['photo', 'weights'], ['logits'], { strides: ints(8, 8), kernel_shape: ints(1, 1) })],
    initializers: new Map([['weights', float32Tensor([2, 3, 1, 1], [-1, -1, -1, 1, 1, 1])]]),
    valueInfos: new Map(),
    metadata: new Map(),
  }
}

function cardOf(bytes: Uint8Array, changes: Pick<ModelCard, 'id' | 'name' | 'family' | 'task' | 'labels'>): ModelCard {
  return {
    ...changes,
    widthMultiplier: 1,
    inputSize: { width: sidePx, height: sidePx },
    file: `${changes.id}.onnx`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    parameters: 1,
    normalisation: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
    fit: { kind: 'stretch' },
    outputs: ['logits'],
    dynamicBatch: false,
    licence: 'Apache-2.0',
    sources: [],
    note: 'Made for tests.',
  }
}

/** Writes `models/` with a classifier ("tiny-colour") and a segmenter ("tiny-brightness") that answer in microseconds; returns the resources folder. */
export function writeTinyModels(resourcesPath: string): readonly ModelCard[] {
  const colour = encodeModel(colourClassifier())
  const bright = encodeModel(brightness())
  const cards = [
    cardOf(colour, {
      id: 'tiny-colour',
      name: 'Tiny colour',
      family: 'mobilenet-v2',
      task: 'classification',
      labels: ['red', 'green', 'blue'].map((name, id) => ({ id, name })),
    }),
    cardOf(bright, {
      id: 'tiny-brightness',
      name: 'Tiny brightness',
      family: 'deeplabv3-mobilenet-v2',
      task: 'segmentation',
      labels: ['background', 'bright'].map((name, id) => ({ id, name })),
    }),
  ]
  const folder = join(resourcesPath, 'models')
  mkdirSync(folder, { recursive: true })
  for (const [index, bytes] of [colour, bright].entries()) writeFileSync(join(folder, cards[index]?.file ?? ''), bytes)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(cards))
  return cards
}
