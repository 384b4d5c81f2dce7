import { describe, expect, it } from 'vitest'
import type { ModelCard } from '#core/model/model-card'
import type { Graph } from '#core/onnx/graph'
import { float32Tensor } from '#core/onnx/tensor'
import { seededRandom } from '#core/random/seeded-random'
import { exampleCard } from '#core/testing/example-card'
import { taskOf } from '#core/tune/tasks'
import type { HeadOrder } from '#core/tune/tune-task'
import { buildRandomDeeplabv3 } from '#core/zoo/builders/build-random-deeplabv3'
import { buildRandomSsdlite } from '#core/zoo/builders/build-random-ssdlite'
import { openGraph } from './open-graph'

const labels = ['background', 'cat', 'dog'].map((name, index) => ({ id: index + 1, name }))
const detector = exampleCard({ task: 'detection', family: 'ssdlite-mobilenet-v2', labels })
const segmenter = exampleCard({ task: 'segmentation', family: 'deeplabv3-mobilenet-v2', labels: labels.map(({ name }, id) => ({ id, name })) })

/** Outputs of the attached graph, and of the head on the features of the cut graph. */
async function bothWays(graph: Graph, card: ModelCard, sizePx: number, kept: 'replace' | 'extend') {
  const task = taskOf(card.task)
  const features = task.featureGraph(graph, card)
  const order: HeadOrder = { card, graph, features, classes: { learnt: ['dog', 'cow', 'pig'], kept, parentColumns: [2, null, null], answer: 'one-class' }, seed: 1, classWeights: [1, 1, 1] }
  const head = task.createHead(order)
  const random = seededRandom(5)
  for (const index of head.parameters.keys()) head.parameters[index] = (random() - 0.5) / 10
  const input = float32Tensor([1, 3, sizePx, sizePx], Float32Array.from({ length: 3 * sizePx * sizePx }, () => random() * 2 - 1))
  const [frozen, whole] = [await openGraph(features.graph, { threads: 1 }), await openGraph(task.attach(head, order).graph, { threads: 1 })]
  const cut = await frozen.run(input)
  const attached = await whole.run(input)
  await Promise.all([frozen.close(), whole.close()])
  return { attached, forward: head.forward(features.outputs.map((name) => cut[name]?.data ?? new Float32Array(0))), labels: task.attach(head, order).labels }
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = a.length === b.length ? 0 : Infinity
  for (let at = 0; at < a.length; at++) most = Math.max(most, Math.abs(a[at]! - b[at]!))
  return most
}

describe.each(['replace', 'extend'] as const)('heads that %s classes', (kept) => {
  it('answer for boxes as the graph they are attached to', async () => {
    const graph = buildRandomSsdlite({ name: 'boxes', widthMultiplier: 0.35, inputPx: 96, classColumns: 3, seed: 2 })
    const { attached, forward, labels: list } = await bothWays(graph, detector, 96, kept)
    for (const name of ['scores', 'box_encodings', 'anchors']) {
      expect(attached[name]?.dims).toEqual(forward[name]?.dims)
      expect(largestDifference(attached[name]?.data ?? [], forward[name]?.data ?? [])).toBeLessThan(1e-4)
    }
    expect(list.map(({ id, name }) => `${id} ${name}`)).toEqual({ replace: ['1 dog', '2 cow', '3 pig'], extend: ['1 background', '2 cat', '3 dog', '4 cow', '5 pig'] }[kept])
  })

  it('answer for masks as the graph they are attached to', async () => {
    const graph = buildRandomDeeplabv3({ name: 'masks', widthMultiplier: 0.35, inputSize: { width: 65, height: 65 }, outputStride: 16, atrousRates: [], imagePooling: 'with', classes: 3, seed: 2 })
    const { attached, forward, labels: list } = await bothWays(graph, segmenter, 65, kept)
    expect(attached['logits']?.dims).toEqual(forward['logits']?.dims)
    expect(largestDifference(attached['logits']?.data ?? [], forward['logits']?.data ?? [])).toBeLessThan(1e-4)
    expect(list.map(({ name }) => name)).toEqual({ replace: ['background', 'dog', 'cow', 'pig'], extend: ['background', 'cat', 'dog', 'cow', 'pig'] }[kept])
  })
})
