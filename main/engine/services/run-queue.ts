import { AppError } from '#core/contract/errors'
import { answerSettings } from '#core/model/answer-settings'
import type { JobId } from '#core/model/job'
import type { RunId } from '#core/model/run'
import type { FailedAnswer } from '../store/prediction-store'
import type { RunJournal } from '../store/run-journal'
import type { RunStore, StoredRunModel } from '../store/run-store'
import type { ModelRegistry } from './model-registry'
import { RunRecorder, type RecordedCounts, type UsedModel } from './run-recorder'
import { RunWork } from './run-work'
import type { ServiceDependencies } from './service-dependencies'
import { ThrottledIds } from './throttled-ids'

export interface RunQueueParts {
  readonly registry: ModelRegistry
  readonly runs: RunStore
  readonly journal: RunJournal
}

const noticeIntervalMs = 250

const stoppedTwice: FailedAnswer = {
  code: 'engine-stopped',
  reason: 'The engine stopped twice while it worked on this photo alone.',
}

/** Runs as jobs, one after the other. */
export class RunQueue {
  readonly #dependencies: ServiceDependencies
  readonly #parts: RunQueueParts
  readonly #recorder: RunRecorder
  readonly #active = new Map<RunId, JobId>()
  readonly #predicted: ThrottledIds
  readonly #changedFolders: ThrottledIds
  #lastJob: JobId | null = null
  #closing = false

  constructor(dependencies: ServiceDependencies, parts: RunQueueParts) {
    const { store, emit } = dependencies
    this.#dependencies = dependencies
    this.#parts = parts
    this.#recorder = new RunRecorder({ connection: store.connection, journal: parts.journal, scans: store.scans, now: Date.now })
    this.#predicted = new ThrottledIds((photoIds) => emit('photo.predicted', { photoIds }), noticeIntervalMs)
    this.#changedFolders = new ThrottledIds((folderIds) => emit('library.changed', { folderIds }), noticeIntervalMs)
  }

  /** Takes over what an engine left that did not end in order. */
  recover(): void {
    const { runs, journal } = this.#parts
    this.#dependencies.store.connection.transaction(() => {
      for (const { runId, modelKeys, ...photo } of journal.recover(stoppedTwice)) {
        for (const model of runs.models(runId)) {
          if (modelKeys.includes(model.modelKey)) this.#recorder.recordFailure(runId, model, photo, stoppedTwice)
        }
      }
    })
  }

  isActive(runId: RunId): boolean {
    return this.#active.has(runId)
  }

  /** Throws `busy` when the run is under way. */
  refuseActive(runId: RunId): void {
    if (this.isActive(runId)) throw new AppError('busy', 'This run is already under way.', { hint: 'Wait until it ends, or cancel it.' })
  }

  /** Starts the run's work, or queues it behind the runs before. Throws `unsupported-model` when a model file is no longer the same. */
  async start(runId: RunId): Promise<JobId> {
    const models = await this.#usedModels(runId)
    this.refuseActive(runId)
    const { jobs, store } = this.#dependencies
    await store.connection.transactionWhenFree(() => this.#parts.runs.setState(runId, 'running', null))
    this.refuseActive(runId)
    const after = this.#lastJob !== null && this.#active.size > 0 ? jobs.ended(this.#lastJob) : undefined
    const names = [...models.values()].map(({ file }) => file.card.name).join(', ')
    const jobId = jobs.start({ kind: 'run', title: `Predict with ${names}`, runId, canPause: true, ...(after === undefined ? {} : { after }) }, async (context) => {
      try {
        await new RunWork(runId, models, this.#workParts(), context).run()
      } finally {
        this.#predicted.flush()
        this.#changedFolders.flush()
      }
    })
    this.#active.set(runId, jobId)
    this.#lastJob = jobId
    void jobs.ended(jobId).then(() => this.#active.delete(runId))
    return jobId
  }

  async cancel(jobId: JobId): Promise<void> {
    const { jobs, store } = this.#dependencies
    const job = jobs.list().find(({ id }) => id === jobId)
    jobs.cancel(jobId)
    // The work of a queued run never begins and cannot say so itself.
    const runId = job?.state === 'queued' ? job.runId : null
    if (runId !== null) await store.connection.transactionWhenFree(() => this.#parts.runs.setState(runId, 'cancelled', Date.now()))
  }

  prepareToClose(): void {
    this.#closing = true
  }

  #workParts(): ConstructorParameters<typeof RunWork>[2] {
    return {
      connection: this.#dependencies.store.connection,
      runs: this.#parts.runs,
      journal: this.#parts.journal,
      recorder: this.#recorder,
      pool: this.#dependencies.pool,
      now: Date.now,
      recorded: (counts: RecordedCounts) => {
        this.#predicted.add(counts.photoIds)
        this.#changedFolders.add(counts.folderIds)
      },
      stateWhenCancelled: () => (this.#closing ? 'interrupted' : 'cancelled'),
    }
  }

  async #usedModels(runId: RunId): Promise<ReadonlyMap<number, UsedModel>> {
    const stored = this.#parts.runs.models(runId)
    const files = await this.#parts.registry.usable(stored.map(({ card }) => card.id))
    const used = new Map<number, UsedModel>()
    for (const model of stored) {
      const file = files.find(({ card }) => card.id === model.card.id)
      if (file === undefined || file.card.sha256 !== model.card.sha256 || answerSettings(file.card) !== model.settings) throw this.#changed(model)
      used.set(model.modelKey, { modelKey: model.modelKey, settings: model.settings, file })
    }
    return used
  }

  #changed({ card }: StoredRunModel): AppError {
    return new AppError('unsupported-model', `This run was started with another version of "${card.name}".`, {
      hint: 'Start a new run: it does only the photos that have no answer of the new version.',
    })
  }
}
