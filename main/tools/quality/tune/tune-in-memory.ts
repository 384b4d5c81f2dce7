import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelCard } from '#core/model/model-card'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { applyView } from '#core/tune/augment/apply-view'
import type { ClassPlan } from '#core/tune/class-plan'
import { learntOfColumns } from '#core/tune/learnt-of-columns'
import { plainView, viewOf, type Augmentation } from '#core/tune/photo-view'
import { taskOf } from '#core/tune/tasks'
import { trainHead } from '#core/tune/train-head'
import type { Sample, TrainableHead } from '#core/tune/trainable-head'
import type { HeadOrder, Judgement, TuneLabel, TuneTask } from '#core/tune/tune-task'
import { families } from '#core/zoo/families'
import { uprightSize, type SizePx } from '#core/model/photo'
import { decodePhoto } from '../../../engine/runtime/decode/decode-photo'
import { readPhoto } from '../../../engine/runtime/decode/read-photo'
import { openGraph } from '../../../engine/runtime/open-graph'

export interface LabelledFile {
  readonly path: string
  readonly labels: readonly TuneLabel[]
}

export interface MemoryTuning {
  readonly card: ModelCard
  readonly resources: string
  readonly classes: ClassPlan
  readonly train: readonly LabelledFile[]
  readonly validation: readonly LabelledFile[]
  readonly test: readonly LabelledFile[]
}

export interface MemoryTuned {
  /** On the test photos. */
  readonly metric: number
  readonly epochs: number
  readonly bestEpoch: number
}

const mirrored: Augmentation = { ...plainView, id: 'mirror', mirror: 'horizontal' }

interface Featured {
  readonly sample: Sample<unknown>
  readonly labels: readonly TuneLabel[]
  readonly photo: SizePx
}

type Model = Pick<MemoryTuning, 'card' | 'resources' | 'classes'>

interface OpenHead {
  readonly head: TrainableHead<unknown>
  readonly task: TuneTask
  featured(files: readonly LabelledFile[], views: readonly Augmentation[]): Promise<Featured[]>
  judged(photos: readonly Featured[]): Judgement[]
  close(): Promise<void>
}

async function openHead({ card, resources, classes }: Model): Promise<OpenHead> {
  const graph = decodeModel(await readFile(join(resources, 'models', card.file)))
  const task = taskOf(card.task)
  const features = task.featureGraph(graph, card)
  const order: HeadOrder = { card, graph, features, classes, seed: 1, classWeights: classes.learnt.map(() => 1) }
  const runner = await openGraph(features.graph, { threads: 2 })
  const head = task.createHead(order)
  const { labels } = task.attach(head, order)
  const classOf = learntOfColumns(labels, classes)
  const family = families[card.family]
  return {
    head,
    task,
    featured: async (files, views) => {
      const found: Featured[] = []
      for (const { path, labels: truth } of files) {
        const { bytes, sniffed } = await readPhoto(path)
        if (sniffed.kind !== 'image') throw new Error(`${path} is not a whole photo`)
        const photo = uprightSize(sniffed.header.stored, sniffed.header.orientation)
        const { image } = await decodePhoto(bytes, sniffed.header, { atLeast: photo })
        for (const view of views) {
          const target = task.target(truth, viewOf(photo, view), order)
          if (target === null) continue
          const { tensor } = family.prepare(card, applyView(image, view))
          const outputs = await runner.run({ dataType: 'float32', dims: tensor.dims, data: tensor.data })
          found.push({ sample: { features: features.outputs.map((name) => Float32Array.from(outputs[name]?.data ?? [])), target, weight: 1 }, labels: truth, photo })
        }
      }
      return found
    },
    judged: (photos) =>
      photos.map(({ sample, labels: truth, photo }) => task.judge(family.answer({ ...card, labels }, head.forward(sample.features), { photo }), truth, photo, classOf, classes.learnt, classes)),
    close: () => runner.close(),
  }
}

/** The metric of a head as it starts: of the model itself where it knows the classes. */
export async function answerInMemory(model: Model, files: readonly LabelledFile[]): Promise<number> {
  const open = await openHead(model)
  const judgements: Judgement[] = []
  for (const file of files) judgements.push(...open.judged(await open.featured([file], [plainView])))
  await open.close()
  return open.task.metric(judgements)
}

/** Trains a head on photos and their mirror images, features to learn from in memory, and measures it on other photos. */
export async function tuneInMemory({ train, validation, test, ...model }: MemoryTuning): Promise<MemoryTuned> {
  const { head, task, featured, judged, close } = await openHead(model)
  const learning = (await featured(train, [plainView, mirrored])).map(({ sample }) => sample)
  const choosing = await featured(validation, [plainView])
  const unused = new Float32Array(head.parameters.length)
  const source = {
    train: { count: learning.length, read: async (indexes: readonly number[]) => indexes.flatMap((index) => learning[index] ?? []) },
    validate: async () => ({ loss: head.lossAndGradient(choosing.map(({ sample }) => sample), unused), metric: task.metric(judged(choosing)) }),
  }
  const state = await trainHead(head, task.training, source, { epoch: async () => undefined, working: async () => undefined }, { seed: 1, from: null })
  const judgements: Judgement[] = []
  for (const file of test) judgements.push(...judged(await featured([file], [plainView])))
  await close()
  return { metric: task.metric(judgements), epochs: state.epochs.length, bestEpoch: state.bestEpoch ?? 0 }
}
