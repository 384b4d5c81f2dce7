import { rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { Connection } from './connection'
import type { Migration } from './migrations/index'

/** "Mobl" in the header of the file tells a project from other SQLite files (sqlite.org/fileformat.html, offset 68). */
const applicationId = 0x4d6f626c

/** Where the state before a migration is kept. */
export function migrationBackupPath(projectPath: string, version: number): string {
  return `${projectPath}.version-${version}.backup`
}

async function backUp(connection: Connection, version: number): Promise<void> {
  const target = migrationBackupPath(connection.path, version)
  const partial = `${target}.partial`
  await rm(partial, { force: true })
  await connection.copyTo(partial)
  await rename(partial, target)
}

/**
 * Brings a project to the newest schema, each step whole or not at all. An existing project is copied beside itself first.
 * Throws `project-newer` for a project of a later version and `project-damaged` for another program's database.
 */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  const name = basename(connection.path)
  const version = Number(connection.pragma('user_version'))
  const owner = Number(connection.pragma('application_id'))
  const isNew = version === 0 && owner === 0 && connection.value<number>('SELECT count(*) FROM sqlite_schema') === 0
  if (!isNew && owner !== applicationId) {
    throw new AppError('project-damaged', `"${name}" is a database of another program, not a Mobilabel project.`, {
      hint: 'Choose a file that Mobilabel made.',
    })
  }
  if (version > migrations.length) {
    throw new AppError('project-newer', `"${name}" was saved by a newer version of Mobilabel (format ${version}, this one knows ${migrations.length}).`, {
      hint: 'Update Mobilabel to open it.',
    })
  }
  if (version === migrations.length) return
  if (!isNew) await backUp(connection, version)
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    connection.transaction(() => {
      migration.apply(connection)
      connection.pragma(`application_id = ${applicationId}`)
      connection.pragma(`user_version = ${index + 1}`)
    })
  }
}
