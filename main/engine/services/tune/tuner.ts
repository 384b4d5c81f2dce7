import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { AppError, toErrorData } from '#core/contract/errors'
import type { Tune, TuneId, TuneOrder, TunePreview, TuneProgress } from '#core/contract/tune'
import type { JobId } from '#core/model/job'
import { checkDepth } from '#core/tune/blocks/check-depth'
import { taskOf } from '#core/tune/tasks'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import { TuneStore } from '../../store/tune-store'
import { partingPatience, personPatience, untilCancelled } from '../../store/write-turns'
import type { ServiceDependencies } from '../service-dependencies'
import { removeCheckpoint } from './checkpoint-file'
import { collectPhotos } from './collect-photos'
import { previewOf } from './preview-of'
import { StepClock } from './step-clock'
import { TuneJob } from './tune-job'
import type { TuneThreadTask } from './tune-thread-messages'

const sendIntervalMs = 100
/** Shares of the job's bar: reading takes longest by far. */
const spans: Readonly<Record<TuneProgress['step'], readonly [from: number, to: number]>> = {
  looking: [0, 50],
  reading: [50, 600],
  'finding-rate': [600, 620],
  training: [620, 900],
  measuring: [900, 990],
  writing: [990, 1000],
}
const barSteps = 1000

/** Trains models on the project's labels, as jobs one after another. */
export class Tuner {
  readonly #dependencies: ServiceDependencies
  readonly #tunes: TuneStore
  readonly #job: TuneJob
  readonly #running = new Map<TuneId, JobId>()
  readonly #progress = new Map<TuneId, TuneProgress>()
  #last: Promise<unknown> | null = null
  #closing = false

  constructor(dependencies: ServiceDependencies) {
    this.#dependencies = dependencies
    this.#tunes = new TuneStore(dependencies.store.connection)
    this.#job = new TuneJob(dependencies)
    this.#tunes.markInterrupted()
  }

  /** What is running then is interrupted, not stopped: it can go on. */
  prepareToClose(): void {
    this.#closing = true
  }

  async preview(order: TuneOrder): Promise<TunePreview> {
    const { card } = await this.#model(order.modelId)
    return previewOf(await collectPhotos(this.#dependencies.store, card, order, () => undefined), card)
  }

  /** Throws `bad-input` with the first concern that stops it, `not-found` or `unsupported-model` for the model. */
  async start(order: TuneOrder): Promise<{ readonly tuneId: TuneId; readonly jobId: JobId }> {
    const model = await this.#model(order.modelId)
    checkDepth(order.depth ?? 'head', order, taskOf(model.card.task))
    const [concern] = (await this.preview(order)).concerns
    if (concern?.severity === 'stop') throw new AppError('bad-input', concern.message, { hint: concern.hint })
    const tuneId = await this.#write(() => this.#tunes.create(order, Date.now()))
    return { tuneId, jobId: this.#run(tuneId, model, 'train') }
  }

  /** Throws `bad-input` for one that is running or done. */
  async goOn(tuneId: TuneId, ending: TuneThreadTask['ending']): Promise<JobId> {
    const { order, state } = this.#tunes.get(tuneId)
    if (this.#running.has(tuneId) || state === 'done') throw new AppError('bad-input', 'This training is running or done.')
    const model = await this.#model(order.modelId)
    await this.#write(() => this.#tunes.begin(tuneId))
    if (this.#running.has(tuneId)) throw new AppError('bad-input', 'This training is running.')
    return this.#run(tuneId, model, ending)
  }

  async discard(tuneId: TuneId): Promise<void> {
    this.#tunes.get(tuneId)
    if (this.#running.has(tuneId)) throw new AppError('busy', 'This training is running.', { hint: 'Cancel it first.' })
    await removeCheckpoint(this.#checkpointPath(tuneId))
    await this.#write(() => this.#tunes.remove(tuneId))
    this.#progress.delete(tuneId)
  }

  list(): Tune[] {
    return this.#tunes.list().map(({ dataSha256: _data, ...tune }) => ({ ...tune, jobId: this.#running.get(tune.id) ?? null }))
  }

  progress(tuneId: TuneId): TuneProgress | null {
    return this.#progress.get(tuneId) ?? null
  }

  get stored(): TuneStore {
    return this.#tunes
  }

  #run(tuneId: TuneId, model: ModelFile, ending: TuneThreadTask['ending']): JobId {
    const { jobs } = this.#dependencies
    const after = this.#last === null ? {} : { after: this.#last }
    const jobId = jobs.start({ kind: 'tune', title: `Train ${model.card.name}`, canPause: true, ...after }, (context) => this.#train(tuneId, model, ending, context))
    this.#running.set(tuneId, jobId)
    this.#last = jobs.ended(jobId)
    // A failure to say so stays with the row: it counts as interrupted when the project is opened next.
    void jobs.ended(jobId).then(() => Promise.allSettled([this.#settle(tuneId)]))
    this.#changed(tuneId)
    return jobId
  }

  async #train(tuneId: TuneId, model: ModelFile, ending: TuneThreadTask['ending'], context: JobContext): Promise<void> {
    const { order, dataSha256 } = this.#tunes.get(tuneId)
    const checkpointPath = this.#checkpointPath(tuneId)
    const show = this.#shower(tuneId, context)
    try {
      const { model: version, report } = await this.#job.run({ order, model, checkpointPath, begunWith: dataSha256, ending }, context, {
        progress: show,
        dataKnown: (sha256) => this.#write(() => this.#tunes.setData(tuneId, sha256), untilCancelled(context.signal)),
      })
      await this.#write(() => this.#tunes.finish(tuneId, version.card.id, report, Date.now()), untilCancelled(context.signal))
      context.report({ done: barSteps, total: barSteps, skipped: report.skipped.length })
      await removeCheckpoint(checkpointPath)
      this.#dependencies.emit('model.changed', {})
    } catch (error) {
      await this.#endBadly(tuneId, context, error)
      throw error
    } finally {
      await this.#settle(tuneId)
    }
  }

  async #endBadly(tuneId: TuneId, { signal }: JobContext, error: unknown): Promise<void> {
    await this.#write(() => {
      if (!signal.aborted) this.#tunes.end(tuneId, 'failed', Date.now(), toErrorData(error))
      else this.#tunes.end(tuneId, this.#closing ? 'interrupted' : 'stopped', Date.now())
    }, partingPatience)
  }

  /** Called as the work ends, and for a job that was cancelled before its turn when that ends. */
  async #settle(tuneId: TuneId): Promise<void> {
    if (!this.#running.delete(tuneId) || this.#closing) return
    if (this.#tunes.get(tuneId).state === 'running') await this.#write(() => this.#tunes.end(tuneId, 'stopped', Date.now()), partingPatience)
    this.#changed(tuneId)
  }

  #shower(tuneId: TuneId, context: JobContext): (progress: Omit<TuneProgress, 'remainingMs'>) => void {
    const clock = new StepClock(() => performance.now())
    let sentAtMs = -Infinity
    let epochsSent = -1
    let stepSent = ''
    return (progress) => {
      const whole = { ...progress, remainingMs: clock.remainingMs(progress.step, progress.done, progress.total) }
      this.#progress.set(tuneId, whole)
      const [from, to] = spans[progress.step]
      context.report({ done: Math.floor(from + ((to - from) * Math.min(progress.done, progress.total)) / Math.max(1, progress.total)), total: barSteps })
      // A number for people to see: when it cannot be written, the end tells the same reason.
      if (progress.epochs.length > epochsSent) void Promise.allSettled([this.#write(() => this.#tunes.setEpochs(tuneId, progress.epochs.length), untilCancelled(context.signal))])
      const isNews = progress.epochs.length > epochsSent || progress.step !== stepSent
      if (!isNews && performance.now() - sentAtMs < sendIntervalMs) return
      epochsSent = progress.epochs.length
      stepSent = progress.step
      sentAtMs = performance.now()
      this.#dependencies.emit('tune.progressed', { tuneId, progress: whole })
    }
  }

  #write<Result>(work: () => Result, patience = personPatience): Promise<Result> {
    return this.#dependencies.store.connection.transactionWhenFree(work, patience)
  }

  #changed(tuneId: TuneId): void {
    const tune = this.list().find(({ id }) => id === tuneId)
    if (tune !== undefined) this.#dependencies.emit('tune.changed', { tune })
  }

  async #model(modelId: string): Promise<ModelFile> {
    const [model] = await this.#dependencies.registry.usable([modelId])
    if (model === undefined) throw new AppError('not-found', `There is no model "${modelId}".`)
    return model
  }

  #checkpointPath(tuneId: TuneId): string {
    const { cachePath } = this.#dependencies.options
    const { startedAtMs, order } = this.#tunes.get(tuneId)
    // Projects share the cache: their trainings must not share a name.
    const key = createHash('sha256').update(JSON.stringify([tuneId, startedAtMs, order])).digest('hex').slice(0, 32)
    return join(cachePath, 'tunes', key, 'checkpoint')
  }
}
