import { realpath } from 'node:fs/promises'
import { availableParallelism, release } from 'node:os'
import { basename, extname, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AppError, fromErrorData } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { projectCommands } from '#core/contract/project'
import type { JobContext } from '../jobs'
import { fileErrorName } from '../map-file-error'
import type { ServiceDependencies } from './service-dependencies'

async function isSameFile(path: string, other: string): Promise<boolean> {
  try {
    return (await realpath(path)) === (await realpath(other))
  } catch (error) {
    if (fileErrorName(error) !== 'ENOENT') throw error
    return false
  }
}

export interface ProjectDependencies extends Pick<ServiceDependencies, 'store' | 'jobs' | 'pool' | 'options'> {
  /** Called after settings were stored. */
  settingsChanged(): void
}

/** The project file, what is remembered in it, and facts about this engine. */
export function createProjectService({ store, jobs, pool, options, settingsChanged }: ProjectDependencies) {
  const { path } = store.connection

  /** Runs something long as a job that the window lists, and waits for its result. */
  async function asJob<Result>(title: string, work: (context: JobContext) => Promise<Result>): Promise<Result> {
    const results: Result[] = []
    const jobId = jobs.start({ kind: 'maintenance', title }, async (context) => {
      results.push(await work(context))
    })
    const end = await jobs.ended(jobId)
    if (end.error !== null) throw fromErrorData(end.error)
    const [result] = results
    if (result === undefined) throw new AppError('cancelled', `"${title}" was cancelled.`)
    return result
  }

  async function problems(context: JobContext): Promise<string[]> {
    const tables = store.maintenance.tables()
    const found: string[] = []
    for (const [index, table] of tables.entries()) {
      context.report({ done: index, total: tables.length })
      // Other calls get their turn between two tables.
      await setImmediate()
      await context.whenRunning()
      found.push(...store.maintenance.tableProblems(table))
    }
    return found
  }

  return {
    'project.info': () => ({
      path,
      name: basename(path, extname(path)),
      photos: store.photos.count(),
      folders: store.folders.all().length,
      schemaVersion: store.maintenance.schemaVersion(),
      readOnly: store.connection.readOnly,
    }),
    'project.check': async () => {
      const found = await asJob('Check the project', problems)
      return { ok: found.length === 0, problems: found }
    },
    'project.backup': async ({ path: wanted }) => {
      const target = resolve(wanted)
      if (await isSameFile(target, path)) {
        throw new AppError('bad-input', 'A backup cannot replace the project itself.', { hint: 'Choose another name.' })
      }
      return { bytes: await asJob('Back up the project', () => store.maintenance.backUp(target)) }
    },
    'project.compact': () =>
      asJob('Compact the project', async () => {
        await setImmediate()
        const bytesBefore = store.maintenance.fileBytes()
        store.maintenance.compact()
        return { bytesBefore, bytesAfter: store.maintenance.fileBytes() }
      }),
    'settings.get': () => store.settings.read(),
    'settings.set': async (settings) => {
      await store.connection.transactionWhenFree(() => store.settings.merge(settings))
      settingsChanged()
      return store.settings.read()
    },
    'diagnostics.get': async () => ({
      appVersion: options.appVersion,
      sqliteVersion: store.maintenance.sqliteVersion(),
      ...(await pool.info()),
      cores: availableParallelism(),
      platform: `${process.platform} ${process.arch} ${release()}`,
    }),
  } satisfies HandlersOf<typeof projectCommands>
}
