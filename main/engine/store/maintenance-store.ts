import { rename, rm, stat } from 'node:fs/promises'
import { mapFileError } from '../map-file-error'
import type { Connection } from './connection'

/** Looking after the project file itself. */
export class MaintenanceStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  schemaVersion(): number {
    return Number(this.#connection.pragma('user_version'))
  }

  sqliteVersion(): string {
    return this.#connection.value<string>('SELECT sqlite_version()') ?? ''
  }

  tables(): string[] {
    return this.#connection.column<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
  }

  /** Problems of one table and its indexes, none when it is whole. Takes seconds for millions of rows. */
  tableProblems(table: string): string[] {
    const quoted = table.replaceAll("'", "''")
    const broken = this.#connection.column<string>(`SELECT integrity_check FROM pragma_integrity_check('${quoted}')`).filter((line) => line !== 'ok')
    const orphans = this.#connection.value<number>('SELECT count(*) FROM pragma_foreign_key_check(?)', [table]) ?? 0
    return orphans === 0 ? broken : [...broken, `${orphans} rows of ${table} point to something that is gone`]
  }

  /** A whole copy at `target`, which appears there only when complete. Returns its size in bytes. */
  async backUp(target: string): Promise<number> {
    const partial = `${target}.partial`
    try {
      await this.#connection.copyTo(partial)
      await rename(partial, target)
      return (await stat(target)).size
    } catch (error) {
      await rm(partial, { force: true })
      throw mapFileError(error, target, 'cannot-write')
    }
  }

  /** Rewrites the file without its gaps. Needs free space of about its size for the time being. */
  compact(): void {
    this.#connection.script('VACUUM')
    this.#connection.checkpoint()
  }

  /** Bytes of the file on disk once the log has been moved into it. */
  fileBytes(): number {
    return Number(this.#connection.pragma('page_count')) * Number(this.#connection.pragma('page_size'))
  }
}
