import { createHash } from 'node:crypto'
import { AppError } from '#core/contract/errors'
import type { ImportedModelReport, ImportOrder } from '#core/contract/model-import'
import type { JobId } from '#core/model/job'
import type { ModelCard, ModelSource } from '#core/model/model-card'
import type { NewVersion } from '../models/version-folder'
import type { JobContext } from '../../jobs'
import { RecentReports } from '../datasets/recent-reports'
import type { ServiceDependencies } from '../service-dependencies'
import type { RewrittenModel } from './import-thread-messages'
import { runImportThread } from './run-import-thread'

/** Where a model was fetched from; null for a file of the person's. */
export interface ImportOrigin {
  readonly catalogueId: string
  readonly source: ModelSource
}

const steps = 3

/** Takes models of people in, as jobs with a report each. */
export class ModelImporter {
  readonly #dependencies: ServiceDependencies
  readonly #script: string
  readonly #reports = new RecentReports<ImportedModelReport>('import')

  constructor(dependencies: ServiceDependencies, script: string) {
    this.#dependencies = dependencies
    this.#script = script
  }

  start(order: ImportOrder): JobId {
    return this.#dependencies.jobs.start({ kind: 'model-import', title: `Import ${order.name}` }, async (context) => {
      context.report({ done: 0, total: steps })
      await this.take(order, null, context)
      context.report({ done: steps, total: steps })
    })
  }

  /** Throws `not-found` when the job has not ended well. */
  report(jobId: JobId): ImportedModelReport {
    return this.#reports.get(jobId)
  }

  /** Rewrites, checks and stores within a job. Throws what stands against it; then nothing was stored. */
  async take(order: ImportOrder, origin: ImportOrigin | null, context: JobContext): Promise<void> {
    const { registry, emit } = this.#dependencies
    const { path, choices, labels } = order
    const model = await runImportThread(this.#script, 'rewrite', { path, choices, labels }, context.signal)
    await context.whenRunning()
    const { card, path: stored } = await registry.add(wantedId(order.name), versionOf(order, model, origin), { model: model.bytes })
    const { check, fixedReason } = model
    this.#reports.put({ jobId: context.id, card, path: stored, check, fixedReason })
    emit('model.changed', {})
  }
}

/** A file name from what people call the model. */
function wantedId(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/gu, '_')
    .replace(/^[_.]+|[_.]+$/gu, '')
  return id === '' ? 'imported_model' : id.slice(0, 80)
}

function versionOf({ choices, labels, name, licence }: ImportOrder, model: RewrittenModel, origin: ImportOrigin | null): NewVersion {
  const fixed = model.fixedReason === null ? '' : ` It cannot be made smaller here: ${model.fixedReason}`
  const card: Omit<ModelCard, 'id' | 'file'> = {
    name,
    family: model.family,
    task: choices.task,
    widthMultiplier: 1,
    inputSize: choices.input.size,
    sha256: createHash('sha256').update(model.bytes).digest('hex'),
    bytes: model.bytes.length,
    parameters: model.parameters,
    labels: labels.map(({ id, name: label, key }) => ({ id, name: label, ...(key === undefined ? {} : { key }) })),
    normalisation: choices.input.normalisation,
    fit: choices.fit,
    outputs: model.outputs,
    dynamicBatch: false,
    licence: licence.trim() === '' ? 'not stated' : licence.trim(),
    sources: origin === null ? [] : [origin.source],
    note: `${origin === null ? `Imported from ${model.source.fileName}` : `Fetched from ${origin.source.package} ${origin.source.version}`}.${fixed}`,
    lineage: { kind: 'imported', createdAtMs: Date.now(), ...model.source, catalogueId: origin?.catalogueId ?? null },
  }
  if (card.labels.length === 0) throw new AppError('bad-input', 'A model needs labels.')
  return card
}
