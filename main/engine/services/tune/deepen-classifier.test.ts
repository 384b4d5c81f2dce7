import { expect, test } from 'vitest'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { buildRandomMobilenetV2 } from '#core/zoo/builders/build-random-mobilenet-v2'
import { exampleCard } from '#core/testing/example-card'
import { seededRandom } from '#core/random/seeded-random'
import { throughNothing } from '#core/tune/blocks/through-nothing'
import type { Deepened } from '#core/tune/blocks/deepening'
import { featureGraphOf } from '#core/tune/blocks/feature-graph-of'
import { classificationTask } from '#core/tune/classification/classification-task'
import { deepenClassifier } from '#core/tune/classification/deepen-classifier'
import { LinearHead, type TrueColumns } from '#core/tune/classification/linear-head'
import { trainHead } from '#core/tune/train-head'
import type { TrainableHead } from '#core/tune/trainable-head'
import type { Sample } from '#core/tune/trainable-head'
import type { SampleSource, TrainingHooks, TrainingState } from '#core/tune/training-source'
import type { HeadOrder } from '#core/tune/tune-task'
import { openFedGraph } from '../../runtime/open-fed-graph'
import { openGraph } from '../../runtime/open-graph'

const graph = buildRandomMobilenetV2({ name: 'random', widthMultiplier: 0.35, inputSize: { width: 64, height: 64 }, classes: 3, seed: 3 })
const card = exampleCard({ widthMultiplier: 0.35, inputSize: { width: 64, height: 64 } })
const depth = { blocks: 2 } as const
const order: HeadOrder = {
  card,
  graph,
  features: featureGraphOf(classificationTask, graph, card, depth),
  classes: { learnt: ['same', 'opposite'], kept: 'replace', parentColumns: [null, null], answer: 'one-class' },
  seed: 9,
  classWeights: [1, 1],
}
const [mapChannels = 0, mapHeight = 0, mapWidth = 0] = order.features.dims[1] ?? []
const area = mapHeight * mapWidth

/** Whether two channels of a map go together or against each other: no linear function of pooled features tells, a unit between can learn to. */
function samples(count: number, seed: number): Sample<TrueColumns>[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const map = Float32Array.from({ length: mapChannels * area }, () => 0.1 * (random() - 0.5))
    const isOpposite = index % 2 === 1
    const sign = random() < 0.5 ? 1 : -1
    map.fill(2 * sign, 0, area)
    map.fill(isOpposite ? -2 * sign : 2 * sign, area, 2 * area)
    return { features: [new Float32Array(0), map], target: { columns: [isOpposite ? 1 : 0] }, weight: 1 }
  })
}

const sourceOf = (all: readonly Sample<TrueColumns>[]): SampleSource<TrueColumns> => ({ count: all.length, read: async (indexes) => indexes.flatMap((index) => all[index] ?? []) })
const wholeOf = (source: SampleSource<TrueColumns>): Promise<readonly Sample<TrueColumns>[]> => source.read(Array.from({ length: source.count }, (_, index) => index))
const open = (graphOfMany: Parameters<typeof openFedGraph>[0]) => openFedGraph(graphOfMany, { threads: 2 })
const quiet: TrainingHooks = { epoch: async () => undefined, working: async () => undefined }

async function quality(head: TrainableHead<TrueColumns>, source: SampleSource<TrueColumns>): Promise<{ readonly loss: number; readonly metric: number }> {
  const all = await wholeOf(source)
  const right = all.filter(({ features, target }) => {
    const [same = 0, opposite = 0] = head.forward(features)['logits']?.data ?? []
    return (opposite > same ? 1 : 0) === target.columns[0]
  })
  return { loss: head.lossAndGradient(all, new Float32Array(head.parameters.length)), metric: right.length / all.length }
}

const learning = sourceOf(samples(160, 1))
const choosing = sourceOf(samples(40, 2))
const testing = sourceOf(samples(60, 4))

async function deepened(head: LinearHead, hooks: TrainingHooks, from: TrainingState | null, validation = choosing): Promise<Deepened<TrueColumns>> {
  return deepenClassifier(head, { head, order, blocks: depth.blocks, train: learning, measure: (trial, lens) => quality(trial, lens(validation)), open, hooks, from, epochsBefore: 8 })
}

/** A head that learnt on pooled features behind frozen blocks, which the deepening's own lens computes. */
async function frozenHead(): Promise<LinearHead> {
  const head = classificationTask.createHead(order)
  if (!(head instanceof LinearHead)) throw new TypeError('not linear')
  const start = await deepened(head, { ...quiet, epoch: async () => Promise.reject(new Error('seen')) }, { epochs: [], bestEpoch: null, best: new Float32Array(0), parameters: new Float32Array(0), velocity: new Float32Array(0), rate: null, finished: true }).catch(() => null)
  await start?.close()
  return head
}

test('blocks learn what the head alone cannot, equal seeds give equal bits, and a stopped training goes on to the same', async () => {
  const head = await frozenHead()
  let before = { loss: Infinity, metric: 0 }
  const states: TrainingState[] = []
  const first = await deepened(head, { ...quiet, epoch: async (state) => void states.push(state) }, null)
  expect(first.kept).toBe('tuned')
  before = await quality(first.head, first.lens(testing))
  expect(before.metric).toBeGreaterThan(0.9)
  const bytes = (one: Deepened<TrueColumns>): Buffer => Buffer.from(encodeModel(classificationTask.attach(one.head, one.order).graph))
  const file = bytes(first)
  await first.close()

  const again = await deepened(head, quiet, null)
  expect(bytes(again).equals(file)).toBe(true)
  await again.close()

  const stored = states[1]
  if (stored === undefined) throw new Error('one epoch alone')
  const goneOn = await deepened(head, quiet, stored)
  expect(bytes(goneOn).equals(file)).toBe(true)
  await goneOn.close()
}, 120_000)

test('the file answers as the head did behind the tuned blocks', async () => {
  const random = seededRandom(6)
  const head = await frozenHead()
  const one = await deepened(head, quiet, null)
  const input = { dataType: 'float32' as const, dims: [1, 3, 64, 64], data: Float32Array.from({ length: 3 * 64 * 64 }, () => 2 * random() - 1) }
  const features = await openGraph(order.features.graph, { threads: 1 })
  const map = Float32Array.from((await features.run(input))[order.features.outputs[1] ?? '']?.data ?? [])
  const [sample] = await one.lens(sourceOf([{ features: [new Float32Array(0), map], target: { columns: [0] }, weight: 1 }])).read([0])
  const said = Array.from(one.head.forward(sample?.features ?? [])['logits']?.data ?? [])
  const model = await openGraph(classificationTask.attach(one.head, one.order).graph, { threads: 1 })
  const answered = Array.from((await model.run(input))['logits']?.data ?? [])
  expect(answered.length).toBe(2)
  for (const [column, logit] of answered.entries()) expect(said[column]).toBeCloseTo(logit, 3)
  await Promise.all([one.close(), features.close(), model.close()])
}, 120_000)

test('frozen blocks are kept when what was learnt does not hold for the validation photos', async () => {
  const head = await frozenHead()
  // Validation photos whose classes are the other way round: whatever is learnt makes them worse.
  const contrary = sourceOf(samples(40, 2).map((sample) => ({ ...sample, target: { columns: [1 - (sample.target.columns[0] ?? 0)] } })))
  const outcome = await deepened(head, quiet, null, contrary)
  expect(outcome).toMatchObject({ kept: 'frozen', head, order, state: { bestEpoch: null } })
  expect(outcome.lens).toBe(throughNothing)
}, 120_000)
