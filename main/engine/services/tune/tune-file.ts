import { readFile } from 'node:fs/promises'
import { AppError } from '#core/contract/errors'
import type { ScoreKind } from '#core/model/model-card'
import { summarisePrediction } from '#core/metrics/prediction-summary'
import { analyzeGraph } from '#core/onnx/analysis/analyze-graph'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { encodeModel } from '#core/onnx/codec/encode-model'
import { chooseNextPhotos, type NextCandidate } from '#core/tune/choose-next-photos'
import type { AnswerKind } from '#core/model/tune-choices'
import { featureGraphOf } from '#core/tune/blocks/feature-graph-of'
import { throughNothing } from '#core/tune/blocks/through-nothing'
import { joinedSamples } from '#core/tune/joined-samples'
import { learntOfParent } from '#core/tune/learnt-of-columns'
import { measure, type JudgedPhoto } from '#core/tune/measure'
import { proposeThreshold } from '#core/tune/propose-threshold'
import { taskOf } from '#core/tune/tasks'
import { refitHead, trainHead } from '#core/tune/train-head'
import type { SampleSource, TrainingHooks, TrainingState } from '#core/tune/training-source'
import type { HeadOrder, Judgement, TunedModel } from '#core/tune/tune-task'
import type { PhotoId } from '#core/model/photo'
import { mapFileError } from '../../map-file-error'
import { readCheckpoint, writeCheckpoint } from './checkpoint-file'
import { deepenHead, epochsOfBlocks, type DeepenedHead } from './deepen-head'
import { answersOf, judgePhotos, meanLoss, samplesOf, type AnsweringHead } from './held-out'
import type { FeaturedPhoto, MeasuredReport, ThreadProgress, TunedFile, TuneThreadTask } from './tune-thread-messages'

export interface TuneHooks {
  /** Waits while paused. Throws `cancelled` to stop. */
  whenRunning(): void
  progress(progress: ThreadProgress): void
}

const scoreKindOf: Readonly<Record<AnswerKind, { readonly scores?: ScoreKind }>> = { 'one-class': {}, 'many-classes': { scores: 'sigmoid' } }
const nextPhotos = 30

/**
 * Trains a head on stored features, from the checkpoint when there is one, and measures it. Blocks the thread for long.
 * Throws `cancelled`, `cannot-read`, `cannot-write` for the checkpoint, and what the task throws.
 */
export async function tuneFile(task: TuneThreadTask, hooks: TuneHooks): Promise<TunedFile> {
  const started = performance.now()
  const onFrozen = await openHead(task)
  const deepened = await deepenHead(task, onFrozen, await trained(task, onFrozen, hooks), hooks)
  try {
    return await finished(task, deepened, hooks, started)
  } finally {
    await deepened.close()
  }
}

async function finished(task: TuneThreadTask, { answering, state, kept, report }: DeepenedHead, hooks: TuneHooks, started: number): Promise<TunedFile> {
  const { temperature } = await answering.task.finish(answering.head, samplesOf(answering, ofPart(task, 'validation')))
  const onValidation = await judgePhotos(answering, ofPart(task, 'validation'), async () => hooks.whenRunning())
  if (kept === 'head') await refit(task, answering, state, hooks)
  const trainedAt = performance.now()
  const quality = await measured(task, answering, onValidation, state, hooks)
  hooks.progress({ step: 'writing', done: 0, total: 1, epochs: state.epochs, bestEpoch: state.bestEpoch })
  const tuned = answering.task.attach(answering.head, answering.order)
  return {
    bytes: Uint8Array.from(encodeModel(tuned.graph)),
    labels: tuned.labels,
    parameters: analyzeGraph(tuned.graph).totals.parameters,
    ...scoreKindOf[tuned.answer],
    report: {
      ...quality,
      ...report,
      temperature,
      epochs: state.epochs,
      bestEpoch: state.bestEpoch ?? 0,
      timesMs: { training: trainedAt - started, measuring: performance.now() - trainedAt },
    },
  }
}

async function openHead({ model, classes, classWeights, seed, depth, extractorPath }: TuneThreadTask): Promise<AnsweringHead> {
  const bytes = await readFile(model.path).catch((error: unknown) => {
    throw mapFileError(error, model.path, 'cannot-read')
  })
  const graph = decodeModel(bytes)
  const task = taskOf(model.card.task)
  const order: HeadOrder = { card: model.card, graph, features: featureGraphOf(task, graph, model.card, depth), classes, seed, classWeights }
  const head = task.createHead(order)
  const { labels, answer }: TunedModel = task.attach(head, order)
  return { task, head, order, card: { ...model.card, labels, ...scoreKindOf[answer] }, extractorPath, lens: throughNothing }
}

/** Leaves the best parameters in the head. */
async function trained({ photos, seed, depth, checkpointPath, ending }: TuneThreadTask, answering: AnsweringHead, hooks: TuneHooks): Promise<TrainingState> {
  const { task, head } = answering
  const stored = await readCheckpoint(checkpointPath)
  const isFitting = stored !== null && stored.best.length === head.parameters.length
  if (ending === 'best-so-far' && (!isFitting || stored.bestEpoch === null)) {
    throw new AppError('not-found', 'Nothing was learnt yet that could be kept.', { hint: 'Go on with the training.' })
  }
  const from = isFitting ? { ...stored, finished: stored.finished || ending === 'best-so-far' } : null
  const validation = photos.filter(({ part }) => part === 'validation')
  const validationSamples = samplesOf(answering, validation)
  const later = epochsOfBlocks(depth)
  let seen: Pick<ThreadProgress, 'epochs' | 'bestEpoch'> = { epochs: from?.epochs ?? [], bestEpoch: from?.bestEpoch ?? null }
  const source = {
    train: await rehearsed(answering, samplesOf(answering, photos.filter(({ part }) => part === 'train'))),
    validate: async () => ({
      loss: await meanLoss(head, validationSamples),
      metric: task.metric(await judgePhotos(answering, validation, async () => hooks.whenRunning())),
    }),
  }
  return trainHead(
    head,
    task.training,
    source,
    {
      ...hooksOf(hooks, () => seen, later),
      epoch: async (state) => {
        seen = { epochs: state.epochs, bestEpoch: state.bestEpoch }
        await writeCheckpoint(checkpointPath, state)
        hooks.progress({ step: 'training', done: state.epochs.length, total: later + (state.finished ? state.epochs.length : Math.max(state.epochs.length + 1, epochsOf(task.training))), ...seen })
        hooks.whenRunning()
      },
    },
    { seed, from },
  )
}

/** Photos' samples and those that stand in for what the parent is to keep. */
async function rehearsed({ task, order }: AnsweringHead, photos: SampleSource<unknown>): Promise<SampleSource<unknown>> {
  return joinedSamples(photos, (await task.rehearse?.(photos, order)) ?? [])
}

function epochsOf(plan: AnsweringHead['task']['training']): number {
  return 'epochs' in plan ? plan.epochs : plan.strengths.length
}

type Quality = Omit<MeasuredReport, 'temperature' | 'epochs' | 'bestEpoch' | 'timesMs'>

/** Only where other photos are left to measure on. */
async function refit(run: TuneThreadTask, answering: AnsweringHead, state: TrainingState, hooks: TuneHooks): Promise<void> {
  if (ofPart(run, 'test').length === 0) return
  const { task, head } = answering
  const samples = await rehearsed(answering, samplesOf(answering, run.photos.filter(({ part }) => part !== 'test')))
  const outcome = await refitHead(head, task.training, samples, state, { ...hooksOf(hooks, () => state, 0), epoch: async () => undefined })
  if (outcome === 'fitted') await task.finish(head, null)
}

/** @param later epochs that come behind these */
function hooksOf(hooks: TuneHooks, seen: () => Pick<ThreadProgress, 'epochs' | 'bestEpoch'>, later: number): Pick<TrainingHooks, 'working'> {
  return {
    working: async (step, done, total) => {
      hooks.whenRunning()
      const { epochs, bestEpoch } = seen()
      hooks.progress({ step, done, total: total + later, epochs, bestEpoch })
    },
  }
}

async function measured(run: TuneThreadTask, answering: AnsweringHead, onValidation: readonly Judgement[], { epochs, bestEpoch }: TrainingState, hooks: TuneHooks): Promise<Quality> {
  const { task, order } = answering
  const { learnt } = order.classes
  const heldOut = { validation: ofPart(run, 'validation'), test: ofPart(run, 'test') }
  const total = heldOut.test.length + run.unreviewed.length
  const step = (done: number): void => {
    hooks.whenRunning()
    hooks.progress({ step: 'measuring', done, total, epochs, bestEpoch })
  }
  const onTest = await judgePhotos(answering, heldOut.test, async (done) => step(done))
  const measuredOn = onTest.length > 0 ? 'test' : 'validation'
  const judgements = { validation: onValidation, test: onTest }[measuredOn]
  const parentClasses = learntOfParent(run.model.card.labels.length, order.classes)
  const photos = heldOut[measuredOn].flatMap((photo, index): JudgedPhoto[] => {
    const after = judgements[index]
    if (after === undefined) return []
    const before = photo.parentAnswer === null ? null : task.judge(photo.parentAnswer, photo.labels, photo.size, parentClasses, learnt, order.classes)
    return [{ photoId: photo.photoId, before, after }]
  })
  const knows = parentClasses.some((index) => index !== null) ? 'knows-classes' : 'knows-none'
  return {
    metric: task.metricName(order.classes.answer),
    measuredOn,
    ...measure(task, photos, learnt, knows, run.seed),
    thresholds: thresholdsOf(answering, onValidation),
    labelNext: await nextToLabel(run, answering, (done) => step(heldOut.test.length + done)),
  }
}

function ofPart({ photos }: TuneThreadTask, part: FeaturedPhoto['part']): readonly FeaturedPhoto[] {
  return photos.filter((photo) => photo.part === part)
}

/** Empty for answers that carry no scores: the pixels of a mask have a class and no more. */
function thresholdsOf({ task, order }: AnsweringHead, judgements: readonly Judgement[]): Record<string, number> {
  const { learnt } = order.classes
  const scored = judgements.flatMap((judgement) => judgement.scored)
  if (task.scores === 'none') return {}
  const supports = task.classScores(judgements, learnt).map(({ support }) => support)
  return Object.fromEntries(learnt.map((name, index) => [name, proposeThreshold(scored.filter(({ classIndex }) => classIndex === index), supports[index] ?? 0)]))
}

async function nextToLabel({ unreviewed }: TuneThreadTask, answering: AnsweringHead, beforeEach: (done: number) => void): Promise<Quality['labelNext']> {
  const { card, order } = answering
  const candidates: NextCandidate<PhotoId>[] = []
  for await (const { photo, answer, features } of answersOf(answering, unreviewed)) {
    beforeEach(candidates.length)
    const { uncertainty } = summarisePrediction(answer, card.labels)
    candidates.push({ id: photo.photoId, uncertainty: uncertainty ?? 0, features: channelMeans(features.at(-1) ?? new Float32Array(0), order.features.dims.at(-1)?.[0] ?? 1) })
  }
  return chooseNextPhotos(candidates, nextPhotos).map(({ id, uncertainty }) => ({ photoId: id, uncertainty }))
}

/** One number per channel of a [channels, …] tensor. */
function channelMeans(values: Float32Array, channels: number): Float32Array {
  const cells = values.length / channels
  return Float32Array.from({ length: channels }, (_, channel) => {
    let sum = 0
    for (let cell = 0; cell < cells; cell++) sum += values[channel * cells + cell]!
    return sum / cells
  })
}
