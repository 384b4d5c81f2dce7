import Database from 'better-sqlite3'
import { basename } from 'node:path'
import { AppError } from '#core/contract/errors'
import { mapSqliteError } from './map-sqlite-error'

/** Holds a project for this process until released or until the process is gone, however it ends. */
export interface ProjectLock {
  release(): void
}

export function projectLockPath(projectPath: string): string {
  return `${projectPath}.lock`
}

/**
 * Takes the lock: a transaction held on an empty database beside the project, because the system drops its file lock
 * with the process, even after a kill, and it works alike on every platform. The file stays: removing it
 * could hand two processes two different files of one name. Throws `project-locked` when another holds it.
 */
export function lockProject(projectPath: string): ProjectLock {
  const path = projectLockPath(projectPath)
  let database: Database.Database | null = null
  try {
    database = new Database(path, { timeout: 0 })
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database?.close()
    const mapped = mapSqliteError(error, path)
    if (!(mapped instanceof AppError) || mapped.code !== 'busy') throw mapped
    throw new AppError('project-locked', `The project "${basename(projectPath)}" is already open in another window of Mobilabel.`, {
      hint: 'Use that window, or close it and try again.',
      cause: error,
    })
  }
  const held = database
  return { release: () => held.close() }
}
