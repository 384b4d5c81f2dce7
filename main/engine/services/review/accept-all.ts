import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '#core/contract/errors'
import type { CommandArguments } from '#core/contract/index'
import type { JobId } from '#core/model/job'
import type { PhotoId } from '#core/model/photo'
import type { JobContext } from '../../jobs'
import { partingPatience, untilCancelled } from '../../store/write-turns'
import type { ServiceDependencies } from '../service-dependencies'
import { ThrottledIds } from '../throttled-ids'
import { acceptPredictions, type AcceptOrder } from './accept-predictions'
import type { ProjectClasses } from './project-classes'

type Wanted = CommandArguments<'label.accept-all'>

type AcceptDependencies = Pick<ServiceDependencies, 'store' | 'jobs' | 'emit'>

const photosPerTransaction = 100
const noticeIntervalMs = 250

/** Accepting all predictions of a model over many photos, as one job and one step. */
export class AcceptAll {
  readonly #dependencies: AcceptDependencies
  readonly #classes: ProjectClasses
  readonly #changed: ThrottledIds
  readonly #runningSteps = new Set<number>()

  constructor(dependencies: AcceptDependencies, classes: ProjectClasses) {
    this.#dependencies = dependencies
    this.#classes = classes
    this.#changed = new ThrottledIds((photoIds) => dependencies.emit('label.changed', { photoIds }), noticeIntervalMs)
  }

  /** True while the job of this step is at work. */
  isRunning(stepId: number): boolean {
    return this.#runningSteps.has(stepId)
  }

  /** Throws `bad-input` when the model has answered nothing yet. */
  async start({ scope, modelId, threshold }: Wanted): Promise<JobId> {
    const { store, jobs } = this.#dependencies
    const model = store.models.newest(modelId)
    if (model === null) throw new AppError('bad-input', `"${modelId}" has predicted nothing yet.`, { hint: 'Run it over the photos first.' })
    const title = `Accept what ${model.card.name} predicts from ${threshold}`
    const photoIds: Iterable<PhotoId> = scope.kind === 'photos' ? scope.photoIds : store.query.ids(scope.filter, { by: 'added', direction: 'ascending' })
    const stepId = await store.connection.transactionWhenFree(() => store.steps.begin('accept-all', title, Date.now()))
    this.#runningSteps.add(stepId)
    const jobId = jobs.start({ kind: 'review', title, canPause: true }, (context) => this.#work({ stepId, modelId, threshold }, [...new Set(photoIds)], context))
    void jobs.ended(jobId).then(() => this.#runningSteps.delete(stepId))
    return jobId
  }

  async #work(order: AcceptOrder, photoIds: readonly PhotoId[], context: JobContext): Promise<void> {
    const { store } = this.#dependencies
    let labels = 0
    let skipped = 0
    try {
      for (let done = 0; done < photoIds.length; ) {
        await setImmediate()
        await context.whenRunning()
        const batch = photoIds.slice(done, done + photosPerTransaction)
        const accepted = await this.#accept(order, batch, context)
        done += batch.length
        labels += accepted.labels
        skipped += batch.length - accepted.photoIds.length
        context.report({ done, total: photoIds.length, skipped })
      }
    } finally {
      if (labels === 0) await store.connection.transactionWhenFree(() => store.steps.forget(order.stepId), partingPatience)
      this.#changed.flush()
    }
  }

  async #accept(order: AcceptOrder, batch: readonly PhotoId[], { signal }: JobContext): Promise<{ readonly labels: number; readonly photoIds: readonly PhotoId[] }> {
    const { store, emit } = this.#dependencies
    const parts = { store, classes: this.#classes, now: Date.now, newLabelId: randomUUID }
    const accepted = await store.connection.durably(() => {
      const present = store.photos.byIds(batch).map(({ id }) => id)
      const result = acceptPredictions(parts, order, present)
      store.steps.count(order.stepId, { labels: result.labels, photos: result.photoIds.length })
      return result
    }, untilCancelled(signal))
    if (accepted.newClasses > 0) emit('class.changed', {})
    this.#changed.add(accepted.photoIds)
    return accepted
  }
}
