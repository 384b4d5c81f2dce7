import { AppError } from '#core/contract/errors'
import type { PhotoScope } from '#core/contract/filter'
import type { ModelCard } from '#core/model/model-card'
import type { Run, RunId, RunState } from '#core/model/run'
import type { Connection } from './connection'

/** `missing` leaves out what this model file has answered or failed at with these settings and bytes, `failed` only what it has answered. */
export type Redo = 'missing' | 'failed' | 'all'

/** A model file as a run uses it. */
export interface RunModel {
  readonly modelKey: number
  readonly settings: string
}

export interface StoredRunModel extends RunModel {
  /** The card as it was when the run was started. */
  readonly card: ModelCard
}

export interface NewRun {
  readonly scope: PhotoScope
  readonly redo: Redo
  readonly models: readonly RunModel[]
  readonly createdAtMs: number
}

export interface StoredRun {
  readonly id: RunId
  readonly state: RunState
  readonly redo: Redo
  readonly scope: PhotoScope
  /** Photos up to this one are in the journal; null once all are. */
  readonly listedTo: number | null
  readonly total: number
  readonly done: number
  readonly failed: number
}

interface RunRow extends Omit<StoredRun, 'scope'> {
  readonly scope: string
}

interface ListedRow extends Omit<Run, 'modelIds'> {
  readonly modelIds: string
}

/** Runs as a whole; their photos are in the journal. */
export class RunStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  create(run: NewRun): RunId {
    return this.#connection.transaction(() => {
      const { id } = this.#connection.run(
        "INSERT INTO runs (state, redo, scope, listed_to, created_at_ms) VALUES ('running', ?, ?, 0, ?)",
        [run.redo, JSON.stringify(run.scope), run.createdAtMs],
      )
      for (const model of run.models) {
        this.#connection.run('INSERT INTO run_models (run_id, model_key, settings) VALUES (?, ?, ?)', [id, model.modelKey, model.settings])
      }
      return id
    })
  }

  /** Newest first. */
  list(): Run[] {
    return this.#connection
      .all<ListedRow>(
        `SELECT run_id AS id, state, created_at_ms AS createdAtMs, ended_at_ms AS endedAtMs, total, done, failed,
           (SELECT json_group_array(model_id) FROM run_models JOIN models USING (model_key) WHERE run_models.run_id = runs.run_id) AS modelIds
         FROM runs ORDER BY run_id DESC`,
      )
      .map((row) => ({ ...row, modelIds: JSON.parse(row.modelIds) as readonly string[] }))
  }

  /** Throws `not-found` for an unknown id. */
  get(runId: RunId): StoredRun {
    const row = this.#connection.get<RunRow>(
      'SELECT run_id AS id, state, redo, scope, listed_to AS listedTo, total, done, failed FROM runs WHERE run_id = ?',
      [runId],
    )
    if (row === undefined) throw new AppError('not-found', `There is no run ${runId} in this project.`)
    return { ...row, scope: JSON.parse(row.scope) as PhotoScope }
  }

  models(runId: RunId): StoredRunModel[] {
    return this.#connection
      .all<RunModel & { card: string }>(
        'SELECT model_key AS modelKey, settings, card FROM run_models JOIN models USING (model_key) WHERE run_id = ? ORDER BY model_key',
        [runId],
      )
      .map((row) => ({ ...row, card: JSON.parse(row.card) as ModelCard }))
  }

  setState(runId: RunId, state: RunState, endedAtMs: number | null): void {
    this.#connection.run('UPDATE runs SET state = ?, ended_at_ms = ? WHERE run_id = ?', [state, endedAtMs, runId])
  }
}
