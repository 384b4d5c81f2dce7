import Database from 'better-sqlite3'
import { AppError } from '#core/contract/errors'

/**
 * The sentence for a failure of SQLite, by its result code (sqlite.org/rescode.html); anything else comes back as it is.
 * `path` is the project file that the sentence names.
 */
export function mapSqliteError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const code = error.code.split('_').slice(0, 2).join('_')
  switch (code) {
    case 'SQLITE_FULL':
      return new AppError('disk-full', `There is no room left to save to ${path}.`, {
        hint: 'Free some space on this drive and try again; nothing that was saved before is lost.',
        cause: error,
      })
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new AppError('busy', `Another program is using ${path}.`, { hint: 'Close that program and try again.', cause: error })
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new AppError('project-damaged', `${path} is damaged or not a Mobilabel project.`, {
        hint: 'Open a backup of the project, or choose another file.',
        cause: error,
      })
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'SQLITE_AUTH':
      return new AppError('cannot-write', `${path} cannot be opened for writing.`, {
        hint: 'Check that the folder exists and that you may write to it.',
        cause: error,
      })
    case 'SQLITE_IOERR':
      return new AppError('cannot-write', `The drive reported an error while ${path} was used.`, {
        hint: 'Check that the drive is still connected and has free space.',
        cause: error,
      })
    default:
      return error
  }
}
