import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '#core/contract/errors'
import { Connection } from './connection'
import { migrate } from './migrate'
import { migrations, type Migration } from './migrations/index'
import { lockProject } from './project-lock'
import { Store } from './store'

export interface OpenStoreOptions {
  /** Default: the product's own list. */
  readonly migrations?: readonly Migration[]
  readonly busyTimeoutMs?: number
}

/** One spelling per file, so that two names of it meet at one lock. */
function canonicalPath(path: string): string {
  const absolute = resolve(path)
  if (existsSync(absolute)) return realpathSync.native(absolute)
  return join(realpathSync.native(dirname(absolute)), basename(absolute))
}

function makeFolderOf(path: string): void {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true })
  } catch (error) {
    throw new AppError('cannot-write', `The folder of the project ${path} cannot be created.`, {
      hint: 'Choose a folder that you may write to.',
      cause: error,
    })
  }
}

/**
 * Opens a project file for this process alone, creating or migrating it as needed.
 * Throws AppError: project-locked, project-newer, project-damaged, cannot-write, disk-full, busy.
 */
export async function openStore(path: string, options: OpenStoreOptions = {}): Promise<Store> {
  makeFolderOf(path)
  const canonical = canonicalPath(path)
  const lock = lockProject(canonical)
  let connection: Connection | null = null
  try {
    connection = new Connection(canonical, options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs })
    connection.configure()
    await migrate(connection, options.migrations ?? migrations)
    return new Store(connection, lock)
  } catch (error) {
    connection?.close()
    lock.release()
    throw error
  }
}
