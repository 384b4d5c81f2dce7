import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { ModelEntry, runCommands } from '#core/contract/runs'
import { answerSettings } from '#core/model/answer-settings'
import type { JobId } from '#core/model/job'
import type { Run, RunId } from '#core/model/run'
import { ModelStore } from '../store/model-store'
import { RunJournal } from '../store/run-journal'
import { RunStore } from '../store/run-store'
import type { RegisteredModel } from './model-registry'
import { RunQueue } from './run-queue'
import type { ServiceDependencies } from './service-dependencies'

/** A key that no model file has. */
const neverUsed = 0

/** Models, runs of models over photos, and jobs. Create it once per open project: it takes over what a killed engine left. */
export function createRunsService(dependencies: ServiceDependencies) {
  const { store, jobs, registry } = dependencies
  const models = new ModelStore(store.connection)
  const runs = new RunStore(store.connection)
  const journal = new RunJournal(store.connection)
  const queue = new RunQueue(dependencies, { registry, runs, journal })
  queue.recover()

  function entryOf({ card, problem }: RegisteredModel): ModelEntry {
    const key = models.key(card)
    return {
      card,
      usable: problem === null,
      problem,
      predictedPhotos: key === null ? 0 : models.predictedPhotos(key),
      photoMs: key === null ? null : models.medianPhotoMs(key),
    }
  }

  /** Without a job nothing moves a run on, whatever its row says. */
  function shown(run: Run): Run {
    const isStuck = (run.state === 'running' || run.state === 'paused') && !queue.isActive(run.id)
    return isStuck ? { ...run, state: 'interrupted' } : run
  }

  async function goOn(runId: RunId): Promise<{ readonly jobId: JobId }> {
    const run = runs.get(runId)
    if (run.listedTo === null && journal.openPairs(runId) === 0) {
      throw new AppError('bad-input', 'This run has nothing left to do.', { hint: 'Start a new run, or retry the failed photos.' })
    }
    return { jobId: await queue.start(runId) }
  }

  const handlers = {
    'model.list': async () => (await registry.list()).map(entryOf),
    'run.preview': async ({ scope, modelIds }) => {
      const files = await registry.usable(modelIds)
      return journal.preview(
        scope,
        files.map(({ card }) => ({ modelKey: models.key(card) ?? neverUsed, settings: answerSettings(card) })),
      )
    },
    'run.start': async ({ scope, modelIds, redo }) => {
      const files = await registry.usable(modelIds)
      const runId = await store.connection.transactionWhenFree(() =>
        runs.create({
          scope,
          redo,
          models: files.map(({ card }) => ({ modelKey: models.ensure(card), settings: answerSettings(card) })),
          createdAtMs: Date.now(),
        }),
      )
      return { runId, jobId: await queue.start(runId) }
    },
    'run.continue': ({ runId }) => goOn(runId),
    'run.retry-failed': async ({ runId }) => {
      queue.refuseActive(runId)
      if ((await store.connection.transactionWhenFree(() => journal.reopenFailed(runId))) === 0) throw new AppError('bad-input', 'No photo of this run has failed.')
      return goOn(runId)
    },
    'run.list': () => runs.list().map(shown),
    'run.failures': ({ runId, offset, limit }) => journal.failures(runs.get(runId).id, offset, limit),
    'job.list': () => jobs.list(),
    'job.pause': ({ jobId }) => {
      jobs.pause(jobId)
      return null
    },
    'job.resume': ({ jobId }) => {
      jobs.resume(jobId)
      return null
    },
    'job.cancel': async ({ jobId }) => {
      await queue.cancel(jobId)
      return null
    },
  } satisfies HandlersOf<typeof runCommands>

  return {
    handlers,
    /** To be called before the jobs are closed: runs under way are then interrupted, not cancelled. */
    prepareToClose: () => queue.prepareToClose(),
  }
}
