import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { TuneOrder, TuneProgress, TuneReport } from '#core/contract/tune'
import type { TuneDataSummary } from '#core/model/model-lineage'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { classWeights } from '#core/tune/class-weights'
import { dataText } from '#core/tune/data-text'
import { findConcerns } from '#core/tune/find-concerns'
import { featureGraphOf } from '#core/tune/blocks/feature-graph-of'
import { taskOf } from '#core/tune/tasks'
import { mapFileError } from '../../map-file-error'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import { fingerprintPhotos } from '../datasets/fingerprint-photos'
import { scopeIds } from '../datasets/scope-photos'
import type { ServiceDependencies } from '../service-dependencies'
import { collectPhotos, type TuneData } from './collect-photos'
import { FeatureCache } from './feature-cache'
import { readFeatures, type ReadFeatures } from './read-features'
import { runTuneThread } from './run-tune-thread'
import { tunedVersion } from './tuned-version'
import type { TunedFile, TuneThreadTask } from './tune-thread-messages'

export interface TuneJobOrder {
  readonly order: TuneOrder
  readonly model: ModelFile
  readonly checkpointPath: string
  /** Hash of the data it was begun with, null for a new one. */
  readonly begunWith: string | null
  readonly ending: TuneThreadTask['ending']
}

export interface TuneJobHooks {
  progress(progress: Omit<TuneProgress, 'remainingMs'>): void
  /** Called once the data are known, before anything is learnt. */
  dataKnown(sha256: string): Promise<void>
}

export interface TunedModelFile {
  readonly model: ModelFile
  readonly report: TuneReport
}

/** Reads features, trains in a thread, measures, and keeps the version with its report. */
export class TuneJob {
  readonly #dependencies: Pick<ServiceDependencies, 'store' | 'pool' | 'registry'>
  readonly #features: FeatureCache
  readonly #script: string

  constructor(dependencies: ServiceDependencies) {
    this.#dependencies = dependencies
    this.#features = new FeatureCache(dependencies.options.cachePath)
    this.#script = join(dirname(dependencies.options.workerPath), 'worker-tune.js')
  }

  /** Throws `cancelled`, `bad-input` for data that cannot be learnt from or that changed since it was begun, and what the thread throws. */
  async run(job: TuneJobOrder, context: JobContext, hooks: TuneJobHooks): Promise<TunedModelFile> {
    const startedAtMs = performance.now()
    const { order, model } = job
    const data = await this.#look(job, context, hooks)
    const summary = summaryOf(data)
    if (job.begunWith !== null && job.begunWith !== summary.sha256) {
      throw new AppError('bad-input', 'Photos or labels changed since this training began.', { hint: 'Start a new one with the labels as they are now.' })
    }
    await hooks.dataKnown(summary.sha256)
    const { extractor, features } = await this.#readFeatures(job, data, context, hooks)
    const readAtMs = performance.now()
    const file = await runTuneThread(this.#script, threadTask(job, data, extractor, features), context, hooks.progress)
    await context.whenRunning()
    await this.#features.prune()
    const { timesMs, ...measured } = file.report
    const report: TuneReport = {
      ...measured,
      data: summary,
      concerns: findConcerns({ photos: data.photos, classes: data.plan.learnt, ambiguousPhotos: data.ambiguousPhotos, task: model.card.task }),
      skipped: features.skipped,
      timesMs: { features: readAtMs - startedAtMs, ...timesMs },
    }
    return { model: await this.#keep(model, order, file, report), report }
  }

  async #look({ order, model }: TuneJobOrder, context: JobContext, hooks: TuneJobHooks): Promise<TuneData> {
    const { store } = this.#dependencies
    hooks.progress({ step: 'looking', done: 0, total: 1, epochs: [], bestEpoch: null })
    await fingerprintPhotos(this.#dependencies, scopeIds(store, order.scope), {
      signal: context.signal,
      whenRunning: () => context.whenRunning(),
      report: (done, total) => hooks.progress({ step: 'looking', done, total, epochs: [], bestEpoch: null }),
    })
    const data = await collectPhotos(store, model.card, order, () => context.whenRunning())
    const [stop] = findConcerns({ photos: data.photos, classes: data.plan.learnt, ambiguousPhotos: data.ambiguousPhotos, task: model.card.task })
    if (stop?.severity === 'stop') throw new AppError('bad-input', stop.message, { hint: stop.hint })
    return data
  }

  async #readFeatures({ order, model }: TuneJobOrder, data: TuneData, context: JobContext, hooks: TuneJobHooks): Promise<{ readonly extractor: ModelFile; readonly features: ReadFeatures }> {
    const bytes = await readFile(model.path).catch((error: unknown) => {
      throw mapFileError(error, model.path, 'cannot-read')
    })
    const extractor = await this.#features.extractor(model.card, featureGraphOf(taskOf(model.card.task), decodeModel(bytes), model.card, order.depth ?? 'head'))
    const features = await readFeatures(this.#dependencies, { model, extractor, data, order }, {
      whenRunning: () => context.whenRunning(),
      report: (done, total) => hooks.progress({ step: 'reading', done, total, epochs: [], bestEpoch: null }),
    })
    return { extractor, features }
  }

  async #keep(source: ModelFile, order: TuneOrder, file: TunedFile, report: TuneReport): Promise<ModelFile> {
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    const { wantedId, version } = tunedVersion(source.card, file, { sha256, createdAtMs: Date.now(), order, report })
    return this.#dependencies.registry.add(wantedId, version, { model: file.bytes, tuneReport: report })
  }
}

function summaryOf({ photos, plan }: TuneData): TuneDataSummary {
  const hash = createHash('sha256')
  for (const line of dataText(photos, plan.learnt)) hash.update(line)
  const count = (part: string): number => photos.filter((photo) => photo.part === part).length
  return { sha256: hash.digest('hex'), trainPhotos: count('train'), validationPhotos: count('validation'), testPhotos: count('test'), classes: plan.learnt }
}

function threadTask({ order, model, checkpointPath, ending }: TuneJobOrder, { plan, photos }: TuneData, extractor: ModelFile, features: ReadFeatures): TuneThreadTask {
  const counts = plan.learnt.map((_, index) => photos.filter(({ part, labels }) => part === 'train' && labels.some(({ classIndex }) => classIndex === index)).length)
  return {
    model,
    extractorPath: extractor.path,
    classes: plan,
    classWeights: classWeights(counts, order.balance),
    photos: features.photos,
    unreviewed: features.unreviewed,
    depth: order.depth ?? 'head',
    seed: order.seed,
    checkpointPath,
    ending,
  }
}
