import { AppError, type ErrorData } from '#core/contract/errors'
import { tuneOrder, type Tune, type TuneId, type TuneOrder, type TuneReport, type TuneState } from '#core/contract/tune'
import type { Connection } from './connection'

export type StoredTune = Omit<Tune, 'jobId'> & { readonly dataSha256: string | null }

interface TuneRow {
  readonly id: number
  readonly state: TuneState
  readonly tuneOrder: string
  readonly dataSha256: string | null
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  readonly error: string | null
  readonly epochsDone: number
  readonly modelId: string | null
}

const columns = `tune_id AS id, state, tune_order AS tuneOrder, data_sha256 AS dataSha256, started_at_ms AS startedAtMs,
  ended_at_ms AS endedAtMs, error, epochs_done AS epochsDone, model_id AS modelId`

function tuneOfRow({ tuneOrder: order, error, ...row }: TuneRow): StoredTune {
  return { ...row, order: tuneOrder.parse(JSON.parse(order)), error: error === null ? null : (JSON.parse(error) as ErrorData) }
}

/** Trainings of the project, with what is needed to go on with them. */
export class TuneStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  create(order: TuneOrder, startedAtMs: number): TuneId {
    return this.#connection.run("INSERT INTO tunes (state, tune_order, started_at_ms) VALUES ('running', ?, ?)", [JSON.stringify(order), startedAtMs]).id
  }

  /** Newest first. */
  list(): StoredTune[] {
    return this.#connection.all<TuneRow>(`SELECT ${columns} FROM tunes ORDER BY tune_id DESC`).map(tuneOfRow)
  }

  /** Throws `not-found` for an unknown id. */
  get(tuneId: TuneId): StoredTune {
    const row = this.#connection.get<TuneRow>(`SELECT ${columns} FROM tunes WHERE tune_id = ?`, [tuneId])
    if (row === undefined) throw new AppError('not-found', `There is no training ${tuneId} in this project.`)
    return tuneOfRow(row)
  }

  /** null before it is done. */
  report(tuneId: TuneId): TuneReport | null {
    const text = this.#connection.value<string | null>('SELECT report FROM tunes WHERE tune_id = ?', [tuneId])
    return text === null || text === undefined ? null : (JSON.parse(text) as TuneReport)
  }

  setData(tuneId: TuneId, dataSha256: string): void {
    this.#connection.run('UPDATE tunes SET data_sha256 = ? WHERE tune_id = ?', [dataSha256, tuneId])
  }

  setEpochs(tuneId: TuneId, epochsDone: number): void {
    this.#connection.run('UPDATE tunes SET epochs_done = ? WHERE tune_id = ?', [epochsDone, tuneId])
  }

  begin(tuneId: TuneId): void {
    this.#connection.run("UPDATE tunes SET state = 'running', ended_at_ms = NULL, error = NULL WHERE tune_id = ?", [tuneId])
  }

  end(tuneId: TuneId, state: 'interrupted' | 'stopped' | 'failed', endedAtMs: number, error: ErrorData | null = null): void {
    this.#connection.run('UPDATE tunes SET state = ?, ended_at_ms = ?, error = ? WHERE tune_id = ?', [state, endedAtMs, error === null ? null : JSON.stringify(error), tuneId])
  }

  finish(tuneId: TuneId, modelId: string, report: TuneReport, endedAtMs: number): void {
    this.#connection.run("UPDATE tunes SET state = 'done', model_id = ?, report = ?, ended_at_ms = ? WHERE tune_id = ?", [modelId, JSON.stringify(report), endedAtMs, tuneId])
  }

  /** Those that a killed engine left running; writes nothing where there are none. */
  markInterrupted(): void {
    const ids = this.#connection.column<number>("SELECT tune_id FROM tunes WHERE state = 'running'")
    for (const tuneId of ids) this.#connection.run("UPDATE tunes SET state = 'interrupted' WHERE tune_id = ?", [tuneId])
  }

  remove(tuneId: TuneId): void {
    this.#connection.run('DELETE FROM tunes WHERE tune_id = ?', [tuneId])
  }
}
