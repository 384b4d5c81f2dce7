import { expect, test } from 'vitest'
import { findBottlenecks } from '#core/onnx/analysis/outline/find-bottlenecks'
import { encodeModel } from '#core/onnx/codec/encode-model'
import type { Graph } from '#core/onnx/graph'
import { GraphIndex } from '#core/onnx/graph-index'
import { buildRandomMobilenetV2 } from '#core/zoo/builders/build-random-mobilenet-v2'
import { exampleCard } from '#core/testing/example-card'
import { seededRandom } from '#core/random/seeded-random'
import { FlatWeights } from '#core/tune/blocks/flat-weights'
import { lastBlocks } from '#core/tune/blocks/last-blocks'
import { TailRunner } from '#core/tune/blocks/tail-runner'
import { throughNothing } from '#core/tune/blocks/through-nothing'
import type { Deepened, Deepening } from '#core/tune/blocks/deepening'
import { featureGraphOf } from '#core/tune/blocks/feature-graph-of'
import { classificationTask } from '#core/tune/classification/classification-task'
import { deepenClassifier } from '#core/tune/classification/deepen-classifier'
import { LinearHead, type TrueColumns } from '#core/tune/classification/linear-head'
import { trainHead } from '#core/tune/train-head'
import type { Sample, TrainableHead } from '#core/tune/trainable-head'
import type { SampleSource, TrainingHooks, TrainingState } from '#core/tune/training-source'
import type { HeadOrder } from '#core/tune/tune-task'
import { openFedGraph } from '../../runtime/open-fed-graph'
import { openGraph } from '../../runtime/open-graph'

const graph = lookingAway(buildRandomMobilenetV2({ name: 'random', widthMultiplier: 0.35, inputSize: { width: 64, height: 64 }, classes: 3, seed: 3 }))
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

/** The first two channels of the map come to nothing in both blocks, so that no head behind them can tell what is there. */
function lookingAway(model: Graph): Graph {
  const initializers = new Map(model.initializers)
  for (const { expand } of findBottlenecks(new GraphIndex(model)).slice(-2)) {
    const name = expand?.node.inputs[1] ?? ''
    const weight = model.initializers.get(name)
    if (weight?.dataType !== 'float32') throw new Error('there is no expansion')
    const channels = weight.dims[1] ?? 1
    initializers.set(name, { ...weight, data: weight.data.map((value, index) => (index % channels < 2 ? 0 : value)) })
  }
  return { ...model, initializers }
}

/** Whether two channels of a map go together or against each other. */
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
const open = (graphOfMany: Parameters<typeof openFedGraph>[0]) => openFedGraph(graphOfMany, { threads: 1 })
const quiet: TrainingHooks = { epoch: async () => undefined, working: async () => undefined }

async function quality(head: TrainableHead<TrueColumns>, source: SampleSource<TrueColumns>): Promise<{ readonly loss: number; readonly metric: number }> {
  const all = await wholeOf(source)
  const right = all.filter(({ features, target }) => {
    const [same = 0, opposite = 0] = head.forward(features)['logits']?.data ?? []
    return (opposite > same ? 1 : 0) === target.columns[0]
  })
  return { loss: head.lossAndGradient(all, new Float32Array(head.parameters.length)), metric: right.length / all.length }
}

const learning = sourceOf(samples(96, 1))
const choosing = sourceOf(samples(32, 2))
const testing = sourceOf(samples(40, 4))

function deepened(head: LinearHead, hooks: TrainingHooks, from: TrainingState | null, measure: Deepening<TrueColumns>['measure'] = (trial, lens) => quality(trial, lens(choosing))): Promise<Deepened<TrueColumns>> {
  return deepenClassifier(head, { head, order, blocks: depth.blocks, plan: { epochs: 20, patience: 6, rate: 1e-2 }, train: learning, measure, open, hooks, from, epochsBefore: 8 })
}

/** As it starts: every class is as likely. */
function startingHead(): LinearHead {
  const head = classificationTask.createHead(order)
  if (!(head instanceof LinearHead)) throw new TypeError('A classifier takes a linear head.')
  return head
}

/** Trained on what the frozen blocks make of the maps. */
async function frozenHead(): Promise<LinearHead> {
  const head = startingHead()
  const blocks = lastBlocks(graph, depth.blocks)
  const tail = await TailRunner.open(blocks, new FlatWeights(blocks.graph, blocks.weights), open)
  const [train, validation] = [sourceOf(await wholeOf(tail.through(learning))), tail.through(choosing)]
  await trainHead(head, classificationTask.training, { train, validate: () => quality(head, validation) }, quiet, { seed: order.seed, from: null })
  expect((await quality(head, tail.through(testing))).metric).toBeLessThan(0.75)
  await tail.close()
  return head
}

test('blocks learn what the head alone cannot, equal seeds give equal bits, and a stopped training goes on to the same', async () => {
  const head = await frozenHead()
  const states: TrainingState[] = []
  const first = await deepened(head, { ...quiet, epoch: async (state) => void states.push(state) }, null)
  expect(first.kept).toBe('tuned')
  expect((await quality(first.head, first.lens(testing))).metric).toBeGreaterThan(0.9)
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
  const head = startingHead()
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

test('frozen blocks are kept when validation photos are answered no better', async () => {
  const head = startingHead()
  const outcome = await deepened(head, quiet, null, async () => ({ loss: 0.5, metric: 0.8 }))
  expect(outcome).toMatchObject({ kept: 'frozen', head, order, state: { bestEpoch: null, finished: true } })
  expect(outcome.lens).toBe(throughNothing)
  // Six epochs without a gain end it.
  expect(outcome.state.epochs.map(({ epoch }) => epoch)).toEqual([9, 10, 11, 12, 13, 14])
}, 120_000)
