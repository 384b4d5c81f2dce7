import type { ModelCard } from '#core/model/model-card'
import type { Prediction } from '#core/model/prediction'
import { CondensedSource } from '#core/tune/condensed-source'
import { learntOfColumns } from '#core/tune/learnt-of-columns'
import { plainView, viewOf } from '#core/tune/photo-view'
import type { HeadOrder, Judgement, TuneTask } from '#core/tune/tune-task'
import type { TrainableHead } from '#core/tune/trainable-head'
import { families } from '#core/zoo/families'
import type { SourceLens } from '#core/tune/blocks/deepening'
import type { SampleSource } from '#core/tune/training-source'
import { FeatureCache } from './feature-cache'
import { FeatureSource } from './feature-source'
import type { FeaturedPhoto, UnreviewedPhoto } from './tune-thread-messages'

const samplesAtOnce = 32

/** A head with all it takes to answer photos whose features are stored. */
export interface AnsweringHead {
  readonly task: TuneTask
  readonly head: TrainableHead<unknown>
  readonly order: HeadOrder
  /** The parent's card with the classes of the new model. */
  readonly card: ModelCard
  readonly extractorPath: string
  /** How the head sees the stored features. */
  readonly lens: SourceLens
}

/** What a head says of one photo. */
export interface HeadAnswer<Photo> {
  readonly photo: Photo
  readonly answer: Prediction
  /** Valid until the next answer. */
  readonly features: readonly Float32Array[]
}

/** Answers of a head to photos as they are, one after the other. */
export async function* answersOf<Photo extends FeaturedPhoto | UnreviewedPhoto>({ head, order, card, extractorPath, lens }: AnsweringHead, photos: readonly Photo[]): AsyncGenerator<HeadAnswer<Photo>> {
  const samples = photos.map(({ contentHash }) => ({ path: FeatureCache.pathOf(extractorPath, contentHash, plainView.id), target: null, weight: 1 }))
  const source = lens(new FeatureSource(samples, order.features.dims))
  for (const [index, photo] of photos.entries()) {
    const [sample] = await source.read([index])
    const features = sample?.features ?? []
    yield { photo, answer: families[card.family].answer(card, head.forward(features), { photo: photo.size }), features }
  }
}

/** What the head's answers say about reviewed photos. `beforeEach` may throw to stop. */
export async function judgePhotos(answering: AnsweringHead, photos: readonly FeaturedPhoto[], beforeEach: (done: number) => Promise<void>): Promise<Judgement[]> {
  const { task, order, card } = answering
  const classOf = learntOfColumns(card.labels, order.classes)
  const judgements: Judgement[] = []
  for await (const { photo, answer } of answersOf(answering, photos)) {
    await beforeEach(judgements.length)
    judgements.push(task.judge(answer, photo.labels, photo.size, classOf, order.classes.learnt, order.classes))
  }
  return judgements
}

/** Samples of photos in all views that are stored; what cannot serve as one is left out. */
export function samplesOf({ task, order, extractorPath, lens }: Omit<AnsweringHead, 'head' | 'card'>, photos: readonly FeaturedPhoto[]): SampleSource<unknown> {
  const samples = photos.flatMap(({ contentHash, size, labels, views }) =>
    views.flatMap((view) => {
      const target = task.target(labels, viewOf(size, view), order)
      return target === null ? [] : [{ path: FeatureCache.pathOf(extractorPath, contentHash, view.id), target, weight: 1 }]
    }),
  )
  const source = lens(new FeatureSource(samples, order.features.dims))
  const condense = task.condense?.bind(task)
  return condense === undefined ? source : new CondensedSource<unknown>(source, (sample) => condense(sample, order))
}

/** Mean loss of all samples. */
export async function meanLoss(head: TrainableHead<unknown>, source: SampleSource<unknown>): Promise<number> {
  const unused = new Float32Array(head.parameters.length)
  let sum = 0
  for (let start = 0; start < source.count; start += samplesAtOnce) {
    const indexes = Array.from({ length: Math.min(samplesAtOnce, source.count - start) }, (_, offset) => start + offset)
    sum += indexes.length * head.lossAndGradient(await source.read(indexes), unused)
  }
  return source.count === 0 ? 0 : sum / source.count
}
