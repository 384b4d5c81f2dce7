import { AppError, type ErrorData } from '#core/contract/errors'
import { evaluationOrder, type Evaluation, type EvaluationDifference, type EvaluationId, type EvaluationOrder, type EvaluationReport } from '#core/contract/evaluation'
import type { PhotoId } from '#core/model/photo'
import type { Connection } from './connection'

export type StoredEvaluation = Omit<Evaluation, 'jobId'>

interface EvaluationRow {
  readonly id: EvaluationId
  readonly state: Evaluation['state']
  readonly evaluationOrder: string
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  readonly error: string | null
}

/** Which answers count: of which model file with which settings. */
export interface AnsweredModel {
  readonly modelKey: number
  readonly settings: string
}

const columns = `evaluation_id AS id, state, evaluation_order AS evaluationOrder, started_at_ms AS startedAtMs, ended_at_ms AS endedAtMs, error`
const differenceColumns = `photo_id AS photoId, relative_path AS relativePath, model_id AS modelId, agreement, truth, said, reference_said AS referenceSaid,
  score, reference_score AS referenceScore`

function evaluationOfRow({ evaluationOrder: order, error, ...row }: EvaluationRow): StoredEvaluation {
  return { ...row, order: evaluationOrder.parse(JSON.parse(order)), error: error === null ? null : (JSON.parse(error) as ErrorData) }
}

/** Evaluations of the project with their reports. */
export class EvaluationStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  create(order: EvaluationOrder, startedAtMs: number): EvaluationId {
    return this.#connection.run("INSERT INTO evaluations (state, evaluation_order, started_at_ms) VALUES ('running', ?, ?)", [JSON.stringify(order), startedAtMs]).id
  }

  /** Newest first. */
  list(): StoredEvaluation[] {
    return this.#connection.all<EvaluationRow>(`SELECT ${columns} FROM evaluations ORDER BY evaluation_id DESC`).map(evaluationOfRow)
  }

  /** Throws `not-found` for an unknown id. */
  get(id: EvaluationId): StoredEvaluation {
    const row = this.#connection.get<EvaluationRow>(`SELECT ${columns} FROM evaluations WHERE evaluation_id = ?`, [id])
    if (row === undefined) throw new AppError('not-found', `There is no evaluation ${id} in this project.`)
    return evaluationOfRow(row)
  }

  /** Everything but the evaluation itself, whose end is known by its row; null before the end. */
  report(id: EvaluationId): Omit<EvaluationReport, 'evaluation'> | null {
    const text = this.#connection.value<string | null>('SELECT report FROM evaluations WHERE evaluation_id = ?', [id]) ?? null
    return text === null ? null : (JSON.parse(text) as Omit<EvaluationReport, 'evaluation'>)
  }

  /** To be called within a transaction. */
  finish(id: EvaluationId, report: Omit<EvaluationReport, 'evaluation'>, differences: readonly EvaluationDifference[], endedAtMs: number): void {
    for (const [rank, each] of differences.entries()) {
      this.#connection.run(
        `INSERT INTO evaluation_differences (evaluation_id, rank, photo_id, relative_path, model_id, agreement, truth, said, reference_said, score, reference_score)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [id, rank, each.photoId, each.relativePath, each.modelId, each.agreement, each.truth, each.said, each.referenceSaid, each.score, each.referenceScore],
      )
    }
    this.#connection.run("UPDATE evaluations SET state = 'done', report = ?, ended_at_ms = ? WHERE evaluation_id = ?", [JSON.stringify(report), endedAtMs, id])
  }

  end(id: EvaluationId, state: 'failed' | 'cancelled', endedAtMs: number, error: ErrorData | null): void {
    this.#connection.run('UPDATE evaluations SET state = ?, ended_at_ms = ?, error = ? WHERE evaluation_id = ?', [state, endedAtMs, error === null ? null : JSON.stringify(error), id])
  }

  /** Those that a killed engine left running; writes nothing where there are none. */
  failRunning(endedAtMs: number, error: ErrorData): void {
    const ids = this.#connection.column<number>("SELECT evaluation_id FROM evaluations WHERE state = 'running'")
    for (const id of ids) this.end(id, 'failed', endedAtMs, error)
  }

  /** Worst first; of all models for null. */
  differences(id: EvaluationId, modelId: string | null, offset: number, limit: number): { readonly total: number; readonly differences: EvaluationDifference[] } {
    const [where, values] = modelId === null ? ['evaluation_id = ?', [id]] : ['evaluation_id = ? AND model_id = ?', [id, modelId]]
    return {
      total: this.#connection.value<number>(`SELECT count(*) FROM evaluation_differences WHERE ${where}`, values) ?? 0,
      differences: this.#connection.all<EvaluationDifference>(`SELECT ${differenceColumns} FROM evaluation_differences WHERE ${where} ORDER BY rank LIMIT ? OFFSET ?`, [...values, limit, offset]),
    }
  }

  remove(id: EvaluationId): void {
    this.#connection.run('DELETE FROM evaluations WHERE evaluation_id = ?', [id])
  }

  /** What a model file has answered about the photos as they are now: the answer's row number, null for a failure; without an entry, nothing yet. */
  answers({ modelKey, settings }: AnsweredModel, photoIds: readonly PhotoId[]): Map<PhotoId, number | null> {
    const rows = this.#connection.all<{ photoId: PhotoId; predictionId: number; status: 'done' | 'failed' }>(
      `SELECT predictions.photo_id AS photoId, prediction_id AS predictionId, status
       FROM json_each(?) AS asked
       CROSS JOIN predictions ON predictions.photo_id = asked.value
       JOIN photos USING (photo_id)
       WHERE model_key = ? AND settings = ? AND predictions.content_hash = photos.content_hash`,
      [JSON.stringify(photoIds), modelKey, settings],
    )
    return new Map(rows.map(({ photoId, predictionId, status }) => [photoId, status === 'done' ? predictionId : null]))
  }
}
