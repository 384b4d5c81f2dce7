import { AppError, toErrorData } from '#core/contract/errors'
import type { Evaluation, EvaluationId, EvaluationOrder, EvaluationReport } from '#core/contract/evaluation'
import type { JobId } from '#core/model/job'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import { EvaluationStore } from '../../store/evaluation-store'
import { partingPatience, personPatience, untilCancelled } from '../../store/write-turns'
import type { ServiceDependencies } from '../service-dependencies'
import { collectReviewed } from './collect-reviewed'
import { EvaluationJob, type RunStarter } from './evaluation-job'

/** Evaluations as jobs one after another; their reports are kept in the project. */
export class Evaluator {
  readonly #dependencies: ServiceDependencies
  readonly #job: EvaluationJob
  readonly #running = new Map<EvaluationId, JobId>()
  readonly stored: EvaluationStore
  #last: Promise<unknown> | null = null

  constructor(dependencies: ServiceDependencies, runs: RunStarter) {
    this.#dependencies = dependencies
    this.#job = new EvaluationJob(dependencies, runs)
    this.stored = new EvaluationStore(dependencies.store.connection)
    const cutOff = new AppError('engine-stopped', 'The evaluation was cut off when Mobilabel ended.', { hint: 'Start it again: the answers that were made are kept.' })
    this.stored.failRunning(Date.now(), toErrorData(cutOff))
  }

  /** Throws `bad-input` for models of several tasks or where nothing can be judged, `not-found` or `unsupported-model` for a model. */
  async start(order: EvaluationOrder): Promise<{ readonly evaluationId: EvaluationId; readonly jobId: JobId }> {
    const { registry, store } = this.#dependencies
    const models = await registry.usable(order.modelIds)
    refuseUnlike(models, order.referenceId)
    await collectReviewed(store, models.map(({ card }) => card), order, () => undefined)
    const evaluationId = await this.#write(() => this.stored.create(order, Date.now()))
    return { evaluationId, jobId: this.#begin(evaluationId, order, models) }
  }

  list(): Evaluation[] {
    return this.stored.list().map((evaluation) => ({ ...evaluation, jobId: this.#running.get(evaluation.id) ?? null }))
  }

  /** Throws `not-found` before the end. */
  report(id: EvaluationId): EvaluationReport {
    const evaluation = this.#one(id)
    const report = this.stored.report(id)
    if (report === null) throw new AppError('not-found', 'There is no report of this evaluation.', { hint: 'It has not ended yet, or did not end well.' })
    return { evaluation, ...report }
  }

  /** Throws `busy` for one that is running. */
  async remove(id: EvaluationId): Promise<void> {
    this.stored.get(id)
    if (this.#running.has(id)) throw new AppError('busy', 'This evaluation is running.', { hint: 'Cancel it first.' })
    await this.#write(() => this.stored.remove(id))
  }

  #begin(id: EvaluationId, order: EvaluationOrder, models: readonly ModelFile[]): JobId {
    const { jobs } = this.#dependencies
    const after = this.#last === null ? {} : { after: this.#last }
    const title = models.length === 1 ? `Evaluate ${models[0]?.card.name ?? ''}` : `Compare ${models.length} models`
    const jobId = jobs.start({ kind: 'evaluation', title, ...after }, (context) => this.#evaluate(id, order, models, context))
    this.#running.set(id, jobId)
    this.#last = jobs.ended(jobId)
    // A failure to say so stays with the row: it counts as cut off when the project is opened next.
    void jobs.ended(jobId).then(() => Promise.allSettled([this.#settle(id)]))
    this.#changed(id)
    return jobId
  }

  async #evaluate(id: EvaluationId, order: EvaluationOrder, models: readonly ModelFile[], context: JobContext): Promise<void> {
    try {
      const { report, differences } = await this.#job.run(order, models, context)
      await this.#write(() => this.stored.finish(id, report, differences, Date.now()), untilCancelled(context.signal))
    } catch (error) {
      const isCancelled = context.signal.aborted
      await this.#write(() => this.stored.end(id, isCancelled ? 'cancelled' : 'failed', Date.now(), isCancelled ? null : toErrorData(error)), partingPatience)
      throw error
    } finally {
      await this.#settle(id)
    }
  }

  /** Called as the work ends, and for a job that was cancelled before its turn when that ends. */
  async #settle(id: EvaluationId): Promise<void> {
    if (!this.#running.delete(id)) return
    if (this.stored.get(id).state === 'running') await this.#write(() => this.stored.end(id, 'cancelled', Date.now(), null), partingPatience)
    this.#changed(id)
  }

  #one(id: EvaluationId): Evaluation {
    return { ...this.stored.get(id), jobId: this.#running.get(id) ?? null }
  }

  #changed(id: EvaluationId): void {
    this.#dependencies.emit('evaluation.changed', { evaluation: this.#one(id) })
  }

  #write<Result>(work: () => Result, patience = personPatience): Promise<Result> {
    return this.#dependencies.store.connection.transactionWhenFree(work, patience)
  }
}

function refuseUnlike(models: readonly ModelFile[], referenceId: string): void {
  const [first] = models
  const other = models.find(({ card }) => card.task !== first?.card.task)
  if (first !== undefined && other !== undefined) {
    throw new AppError('bad-input', `"${first.card.name}" answers ${first.card.task}, "${other.card.name}" ${other.card.task}: they cannot be compared.`, { hint: 'Choose models of one task.' })
  }
  if (!models.some(({ card }) => card.id === referenceId)) {
    throw new AppError('bad-input', `The reference "${referenceId}" is not one of the models.`, { hint: 'Choose one of the models as the reference.' })
  }
}
