import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { QuantizedModelReport, QuantizeOrder } from '#core/contract/models'
import type { JobId } from '#core/model/job'
import { progressShare } from '#core/quantize/progress-share'
import { stepNames } from '#core/quantize/step-names'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import { RecentReports } from '../datasets/recent-reports'
import type { ServiceDependencies } from '../service-dependencies'
import { chooseCalibration } from './calibration-choice'
import { reviewedLabels } from './reviewed-labels'
import { runQuantizeThread } from './run-quantize-thread'
import { reportFileOf, versionOf } from './version-of'

const progressSteps = 100

/** Makes smaller versions of models, as jobs one after another with a report each. */
export class ModelQuantizer {
  readonly #dependencies: ServiceDependencies
  readonly #script: string
  readonly #threads: number
  readonly #reports = new RecentReports<QuantizedModelReport>('quantization')
  #last: Promise<unknown> | null = null

  constructor(dependencies: ServiceDependencies) {
    const { workerPath, workers } = dependencies.options
    this.#dependencies = dependencies
    this.#script = join(dirname(workerPath), 'worker-quantize.js')
    this.#threads = workers ?? availableParallelism()
  }

  /** Throws `not-found` for an unknown model and `unsupported-model` for one that cannot be used. */
  async start(order: QuantizeOrder): Promise<JobId> {
    const { jobs, registry } = this.#dependencies
    const [model] = await registry.usable([order.modelId])
    if (model === undefined) throw new AppError('not-found', `There is no model "${order.modelId}".`)
    const after = this.#last === null ? {} : { after: this.#last }
    const jobId = jobs.start({ kind: 'quantize', title: `Make ${model.card.name} smaller`, ...after }, async (context) => {
      this.#reports.put(await this.#quantize(model, order, context))
    })
    this.#last = jobs.ended(jobId)
    return jobId
  }

  /** Throws `not-found` when the job has not ended well. */
  report(jobId: JobId): QuantizedModelReport {
    return this.#reports.get(jobId)
  }

  async #quantize(model: ModelFile, order: QuantizeOrder, context: JobContext): Promise<QuantizedModelReport> {
    const { store, registry, emit } = this.#dependencies
    context.report({ done: 0, total: progressSteps })
    const { reviewed, ...photos } = await chooseCalibration(store, order, () => context.whenRunning())
    let share = 0
    const task = { model, recipe: order.recipe, ...photos, labels: reviewedLabels(store, model.card, reviewed), threads: this.#threads }
    const file = await runQuantizeThread(this.#script, task, {
      signal: context.signal,
      progress: (progress) => {
        share = Math.max(share, progressShare(progress))
        context.report({ done: Math.floor(share * progressSteps), total: progressSteps, step: stepNames[progress.step] })
      },
    })
    await context.whenRunning()
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    const { wantedId, version } = versionOf(model.card, file, { sha256, createdAtMs: Date.now(), seed: order.seed })
    const { card, path } = await registry.add(wantedId, version, { model: file.bytes, report: reportFileOf(file) })
    context.report({ done: progressSteps, total: progressSteps, skipped: file.skipped.length })
    emit('model.changed', {})
    return { jobId: context.id, card, path, layers: file.report.layers, skipped: file.skipped }
  }
}
