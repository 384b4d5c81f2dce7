import Database from 'better-sqlite3'
import { AppError } from '#core/contract/errors'
import { mapSqliteError } from './map-sqlite-error'
import { personPatience, WriteTurns, type Attempt } from './write-turns'

export type SqlValue = string | number | bigint | null | Uint8Array
/** By position for `?`, or by name for `:name`. */
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>

export interface ConnectionOptions {
  /** How long a statement waits for another program's write before it fails with `busy`, holding up this thread. */
  readonly busyTimeoutMs?: number
}

type Statement = Database.Statement<unknown[]>

const keptStatements = 400
/** While a project is being opened there is nobody else to keep waiting. */
const defaultBusyTimeoutMs = 15_000
const servingBusyTimeoutMs = 100
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
  readonly #turns = new WriteTurns()
  #busyTimeoutMs: number

  constructor(path: string, options: ConnectionOptions = {}) {
    this.path = path
    this.#busyTimeoutMs = options.busyTimeoutMs ?? defaultBusyTimeoutMs
    this.#database = this.#mapped(() => new Database(path, { timeout: this.#busyTimeoutMs }))
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

  /** From now on others wait for this thread: a lock of another program holds it up for a moment at most. Writes that can wait use `...WhenFree`. */
  answerSoon(): void {
    this.#busyTimeoutMs = servingBusyTimeoutMs
    this.pragma(`busy_timeout = ${servingBusyTimeoutMs}`)
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
    return this.#finish(work)
  }

  /**
   * A transaction of its own that waits for another program's write while this thread goes on with other things. `work` runs
   * once, whole, as soon as the lock is had: in this very call when it is free. Rejects with `busy` or `cancelled` when the
   * patience ends; then nothing was done.
   */
  transactionWhenFree<Result>(work: () => Result, patience = personPatience): Promise<Result> {
    return this.#turns.take(() => {
      this.#refuseInner()
      return this.#attempt(work)
    }, patience)
  }

  /**
   * As `transactionWhenFree`, and on the drive when it resolves, so that it outlives a power cut too. Costs one flush: for what
   * a person did. What can be worked out again (answers, scans) is written without, and its last writes may be lost with the
   * power but never with the process. Between two attempts the connection flushes as ever.
   */
  durably<Result>(work: () => Result, patience = personPatience): Promise<Result> {
    return this.#turns.take(() => {
      this.#refuseInner()
      return this.#flushed(() => this.#attempt(work))
    }, patience)
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
    this.#turns.close()
    this.#statements.clear()
    this.#mapped(() => this.#database.close())
  }

  #attempt<Result>(work: () => Result): Attempt<Result> {
    const reason = this.#beginAtOnce()
    return reason === null ? { kind: 'done', value: this.#finish(work) } : { kind: 'held', reason }
  }

  /** Takes the write lock if it is free; null when it was. */
  #beginAtOnce(): AppError | null {
    this.pragma('busy_timeout = 0')
    try {
      this.script('BEGIN IMMEDIATE')
      return null
    } catch (error) {
      if (error instanceof AppError && error.code === 'busy') return error
      throw error
    } finally {
      this.pragma(`busy_timeout = ${this.#busyTimeoutMs}`)
    }
  }

  #finish<Result>(work: () => Result): Result {
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

  #flushed<Result>(write: () => Result): Result {
    this.pragma('synchronous = FULL')
    // Without it macOS takes the drive's cache for the drive; elsewhere it changes nothing.
    this.pragma('fullfsync = ON')
    try {
      return write()
    } finally {
      this.pragma('fullfsync = OFF')
      this.pragma('synchronous = NORMAL')
    }
  }

  #refuseInner(): void {
    if (this.#database.inTransaction) throw new Error('a durable or waiting transaction cannot be part of another one')
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
