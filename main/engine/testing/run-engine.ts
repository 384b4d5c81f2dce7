import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createEmitter } from '../emitter'
import type { EngineOptions } from '../engine-options'
import { Jobs } from '../jobs'
import { createPhotoPool } from '../runtime/pool'
import { ModelRegistry } from '../services/model-registry'
import { modelsPathOf } from '../services/models/models-path'
import { createRunsService } from '../services/runs'
import { openStore } from '../store/open-store'

/** The parts of an engine that runs need, on a real project and real workers. */
export async function openRunEngine(options: EngineOptions) {
  const store = await openStore(options.projectPath)
  const faults: unknown[] = []
  const emitter = createEmitter((error) => faults.push(error))
  const jobs = new Jobs((job) => emitter.emit('job.changed', { job }))
  const pool = createPhotoPool({ workerPath: options.workerPath, workers: options.workers ?? 2 })
  const service = createRunsService({ store, jobs, pool, registry: new ModelRegistry(options.resourcesPath, modelsPathOf(options)), emit: emitter.emit, options })
  store.connection.answerSoon()
  return {
    store,
    jobs,
    pool,
    handlers: service.handlers,
    on: emitter.on,
    faults,
    close: async () => {
      service.prepareToClose()
      await jobs.close()
      await pool.close()
      store.close()
    },
  }
}

export type RunEngine = Awaited<ReturnType<typeof openRunEngine>>

/** Lists files of a folder as a scan does before it has read them. */
export function listPhotos(engine: RunEngine, folder: string, names: readonly string[]): void {
  const { folders, scans } = engine.store
  const scan = scans.begin(folders.add(folder, 1), 1)
  const files = names.map((relativePath) => {
    const { size, mtimeMs } = statSync(join(folder, relativePath))
    return { relativePath, bytes: size, modifiedMs: mtimeMs }
  })
  scans.recordFound(scan, files, 1)
  scans.end(scan, 'done', 2, files.length)
}
