import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../main/engine/engine'
import { localClient } from '../../main/engine/local-client'

export interface Rate {
  readonly photosPerSecond: number
  /** CPU of the whole program, all threads. */
  readonly cpuMsPerPhoto: number
}

export interface BenchEngine {
  /** Runs the model over all photos of the folder, as a person would: through the journal into the project. */
  measure(modelId: string, folder: string): Promise<Rate>
  close(): Promise<void>
}

/** An engine as the app has it, with a project of its own. */
export async function openBenchEngine(resourcesPath: string, workerPath: string, workers: number): Promise<BenchEngine> {
  const home = mkdtempSync(join(tmpdir(), 'mobilabel-bench-'))
  const engine = await createEngine({
    projectPath: join(home, 'bench.mobilabel'),
    cachePath: join(home, 'cache'),
    resourcesPath,
    workerPath,
    workers,
    appVersion: '0',
  })
  const { call, on } = localClient(engine)

  const ended = (jobId: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = on('job.changed', ({ job }) => {
        if (job.id !== jobId || job.endedAtMs === null) return
        stop()
        if (job.state === 'done' && job.progress.failed === 0) resolve()
        else reject(new Error(`"${job.title}" ended ${job.state} with ${job.progress.failed} failures`))
      })
    })

  async function run(modelId: string, folderId: number): Promise<void> {
    const { jobId } = await call('run.start', { scope: { kind: 'filter', filter: { folderId } }, modelIds: [modelId], redo: 'all' })
    await ended(jobId)
  }

  const folderIds = new Map<string, number>()
  async function folderIdOf(folder: string): Promise<number> {
    const known = folderIds.get(folder)
    if (known !== undefined) return known
    const { folderIds: [folderId = 0], jobId } = await call('folder.add', { paths: [folder] })
    await ended(jobId)
    folderIds.set(folder, folderId)
    return folderId
  }

  const warm = new Set<string>()
  return {
    measure: async (modelId, folder) => {
      const folderId = await folderIdOf(folder)
      if (!warm.has(modelId)) await run(modelId, folderId)
      warm.add(modelId)
      const { photos } = await call('photo.counts', { filter: { folderId } })
      const cpuBefore = process.cpuUsage()
      const startedAtMs = performance.now()
      await run(modelId, folderId)
      const elapsedMs = performance.now() - startedAtMs
      const { user, system } = process.cpuUsage(cpuBefore)
      return { photosPerSecond: (photos * 1000) / elapsedMs, cpuMsPerPhoto: (user + system) / 1000 / photos }
    },
    close: async () => {
      await engine.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
