import Database from 'better-sqlite3'
import { mapSqliteError } from './map-sqlite-error'

export type SqlValue = string | number | bigint | null | Uint8Array
/** By position for `?`, or by name for `:name`. */
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>

export interface ConnectionOptions {
  /** How long a statement waits for another program's write before it fails with `busy`. */
  readonly busyTimeoutMs?: number
}

type Statement = Database.Statement<unknown[]>

const keptStatements = 400
const defaultBusyTimeoutMs = 15_000
/** Pages that were written; others are read where they are mapped. Small, so that a long batch soon holds all it ever will. */
const cacheKibibytes = 16 * 1024
const mappedBytes = 256 * 1024 * 1024
const keptJournalBytes = 64 * 1024 * 1024

/**
 * One open project file. Every failure of SQLite leaves here as an AppError; statements are prepared once per text.
 * Rows are typed by the caller, who wrote the SQL.
 */
export class Connection {
  readonly path: string
  readonly #database: Database.Database
  readonly #statements = new Map<string, Statement>()

  constructor(path: string, options: ConnectionOptions = {}) {
    this.path = path
    this.#database = this.#mapped(() => new Database(path, { timeout: options.busyTimeoutMs ?? defaultBusyTimeoutMs }))
  }

  get readOnly(): boolean {
    return this.#database.readonly
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction
  }

  /** Pragmas of a working connection: write-ahead log, foreign keys, caches. Throws when the file is no database. */
  configure(): void {
    this.pragma('journal_mode = WAL')
    this.pragma('synchronous = NORMAL')
    this.pragma('foreign_keys = ON')
    this.pragma('temp_store = MEMORY')
    this.pragma(`cache_size = -${cacheKibibytes}`)
    this.pragma(`mmap_size = ${mappedBytes}`)
    this.pragma(`journal_size_limit = ${keptJournalBytes}`)
    this.pragma('trusted_schema = OFF')
  }

  /** Runs a statement that changes rows; `id` is the row number of the last insert. */
  run(sql: string, parameters: SqlParameters = []): { readonly changes: number; readonly id: number } {
    const result = this.#mapped(() => this.#prepared(sql).run(parameters))
    return { changes: result.changes, id: Number(result.lastInsertRowid) }
  }

  get<Row>(sql: string, parameters: SqlParameters = []): Row | undefined {
    return this.#mapped(() => this.#prepared(sql).get(parameters) as Row | undefined)
  }

  all<Row>(sql: string, parameters: SqlParameters = []): Row[] {
    return this.#mapped(() => this.#prepared(sql).all(parameters) as Row[])
  }

  /** The values of the first column of every row. */
  column<Value extends SqlValue>(sql: string, parameters: SqlParameters = []): Value[] {
    return this.#mapped(() => this.#plucked(sql).all(parameters) as Value[])
  }

  /** The first column of the first row. */
  value<Value extends SqlValue>(sql: string, parameters: SqlParameters = []): Value | undefined {
    return this.#mapped(() => this.#plucked(sql).get(parameters) as Value | undefined)
  }

  /** Several statements without parameters, as in a migration. */
  script(sql: string): void {
    this.#mapped(() => this.#database.exec(sql))
  }

  /** The first value a pragma answers. */
  pragma(text: string): unknown {
    return this.#mapped(() => this.#database.pragma(text, { simple: true }))
  }

  /** All or nothing: writes of `work` are kept only when it returns. Within a transaction it joins that one. */
  transaction<Result>(work: () => Result): Result {
    if (this.#database.inTransaction) return work()
    this.script('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.script('COMMIT')
      return result
    } catch (error) {
      // SQLite has already rolled back by itself after some errors, a full disk among them.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  /**
   * A transaction of its own that has reached the drive when this returns, so that it outlives a power cut too. Costs one
   * flush: for what a person did. What can be worked out again (answers, scans) uses `transaction`, whose last writes may
   * be lost with the power but never with the process.
   */
  durably<Result>(work: () => Result): Result {
    if (this.#database.inTransaction) throw new Error('a durable transaction cannot be part of another one')
    this.pragma('synchronous = FULL')
    // Without it macOS takes the drive's cache for the drive; elsewhere it changes nothing.
    this.pragma('fullfsync = ON')
    try {
      return this.transaction(work)
    } finally {
      this.pragma('fullfsync = OFF')
      this.pragma('synchronous = NORMAL')
    }
  }

  /** Copies the live database page by page without stopping writers. `target` is overwritten. */
  async copyTo(target: string): Promise<void> {
    try {
      await this.#database.backup(target)
    } catch (error) {
      throw mapSqliteError(error, target)
    }
  }

  /** Moves the write-ahead log into the file, as far as other readers allow. */
  checkpoint(): void {
    this.pragma('wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.#statements.clear()
    this.#mapped(() => this.#database.close())
  }

  #prepared(sql: string): Statement {
    return this.#cached(sql, () => this.#database.prepare(sql))
  }

  #plucked(sql: string): Statement {
    return this.#cached(`first column of ${sql}`, () => this.#database.prepare(sql).pluck())
  }

  #cached(key: string, prepare: () => Statement): Statement {
    const known = this.#statements.get(key)
    if (known !== undefined) return known
    const statement = prepare()
    const oldest = this.#statements.keys().next().value
    if (this.#statements.size >= keptStatements && oldest !== undefined) this.#statements.delete(oldest)
    this.#statements.set(key, statement)
    return statement
  }

  #mapped<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      throw mapSqliteError(error, this.path)
    }
  }
}
