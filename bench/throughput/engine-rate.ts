import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Job } from '#core/model/job'
import { createEngine } from '../../main/engine/engine'
import { localClient } from '../../main/engine/local-client'

export interface Rate {
  readonly photosPerSecond: number
  /** CPU of the whole program, all threads. */
  readonly cpuMsPerPhoto: number
}

export interface EngineSetting {
  readonly resourcesPath: string
  readonly workerPath: string
  readonly workers: number
}

/**
 * Runs a model over all photos of a folder as a person would, through the journal into a new project, with an engine as the
 * app has it. Scanning the folder, starting the workers and loading the model are not counted; `warmUpFolder` is for these.
 */
export async function engineRate(setting: EngineSetting, modelId: string, folder: string, warmUpFolder: string): Promise<Rate> {
  const home = mkdtempSync(join(tmpdir(), 'mobilabel-bench-'))
  const engine = await createEngine({ ...setting, projectPath: join(home, 'bench.mobilabel'), cachePath: join(home, 'cache'), appVersion: '0' })
  const { call, on } = localClient(engine)

  const judge = (job: Job): void => {
    if (job.state !== 'done' || job.progress.failed > 0) throw new Error(`"${job.title}" ended ${job.state} with ${job.progress.failed} failures`)
  }
  const ended = async (jobId: number): Promise<void> => {
    let stop = (): void => undefined
    const told = new Promise<Job>((resolve) => {
      stop = on('job.changed', ({ job }) => {
        if (job.id === jobId && job.endedAtMs !== null) resolve(job)
      })
    })
    // A short job may be over before anybody listens.
    const over = (await call('job.list', {})).find(({ id, endedAtMs }) => id === jobId && endedAtMs !== null)
    judge(over ?? (await told))
    stop()
  }
  const add = async (path: string): Promise<number> => {
    const { folderIds, jobId } = await call('folder.add', { paths: [path] })
    await ended(jobId)
    return folderIds[0] ?? 0
  }
  const run = async (folderId: number): Promise<void> => {
    const { jobId } = await call('run.start', { scope: { kind: 'filter', filter: { folderId } }, modelIds: [modelId], redo: 'missing' })
    await ended(jobId)
  }

  try {
    await run(await add(warmUpFolder))
    const folderId = await add(folder)
    const { photos } = await call('photo.counts', { filter: { folderId } })
    const cpuBefore = process.cpuUsage()
    const startedAtMs = performance.now()
    await run(folderId)
    const elapsedMs = performance.now() - startedAtMs
    const { user, system } = process.cpuUsage(cpuBefore)
    return { photosPerSecond: (photos * 1000) / elapsedMs, cpuMsPerPhoto: (user + system) / 1000 / photos }
  } finally {
    await engine.close()
    rmSync(home, { recursive: true, force: true })
  }
}
