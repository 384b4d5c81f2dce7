import type { Verdict } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import type { Connection } from './connection'

/** Which answer a verdict is about. */
export interface JudgedAnswer {
  readonly photoId: PhotoId
  readonly modelKey: number
  readonly sha256: string
  readonly settings: string
  readonly contentHash: string
  /** False when the file changed after the model saw it. */
  readonly isCurrent: boolean
}

export interface StoredVerdict extends Verdict {
  readonly photoId: PhotoId
}

/** What people said of predictions. A verdict holds as long as the model's newest answer is the one it was about, or the same again. */
export class VerdictStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  ofPhotos(photoIds: readonly PhotoId[]): StoredVerdict[] {
    return this.#connection.all<StoredVerdict>(
      `SELECT label_verdicts.photo_id AS photoId, model_id AS modelId, rank, verdict
       FROM json_each(?) AS asked CROSS JOIN label_verdicts ON label_verdicts.photo_id = asked.value
       JOIN models USING (model_key)
       JOIN predictions ON predictions.photo_id = label_verdicts.photo_id AND predictions.model_key = label_verdicts.model_key
       WHERE predictions.status = 'done' AND predictions.settings = label_verdicts.settings AND predictions.content_hash = label_verdicts.content_hash
         AND NOT EXISTS (
           SELECT 1 FROM predictions AS newer JOIN models AS other USING (model_key)
           WHERE newer.photo_id = predictions.photo_id AND other.model_id = models.model_id AND newer.made_at_ms > predictions.made_at_ms)
       ORDER BY asked.key, model_id, rank`,
      [JSON.stringify(photoIds)],
    )
  }

  ofPhoto(photoId: PhotoId): Verdict[] {
    return this.ofPhotos([photoId]).map(({ modelId, rank, verdict }) => ({ modelId, rank, verdict }))
  }

  /** The newest answer of a model to each photo, failures left out. */
  answers(photoIds: readonly PhotoId[], modelId: string): Map<PhotoId, JudgedAnswer> {
    const rows = this.#connection.all<Omit<JudgedAnswer, 'isCurrent'> & { current: number }>(
      `SELECT predictions.photo_id AS photoId, model_key AS modelKey, sha256, settings, predictions.content_hash AS contentHash,
         predictions.content_hash = coalesce(photos.content_hash, '') AS current
       FROM json_each(?) AS asked CROSS JOIN predictions ON predictions.photo_id = asked.value
       JOIN models USING (model_key) JOIN photos ON photos.photo_id = predictions.photo_id
       WHERE model_id = ? AND status = 'done' ORDER BY made_at_ms`,
      [JSON.stringify(photoIds), modelId],
    )
    return new Map(rows.map(({ current, ...row }) => [row.photoId, { ...row, isCurrent: current === 1 }]))
  }

  set(answer: JudgedAnswer, rank: number, verdict: Verdict['verdict']): void {
    this.#connection.run(
      `INSERT INTO label_verdicts (photo_id, model_key, rank, verdict, settings, content_hash) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET verdict = excluded.verdict, settings = excluded.settings, content_hash = excluded.content_hash`,
      [answer.photoId, answer.modelKey, rank, verdict, answer.settings, answer.contentHash],
    )
  }

  clear(photoId: PhotoId, modelId: string, rank: number): void {
    this.#connection.run(
      'DELETE FROM label_verdicts WHERE photo_id = ? AND rank = ? AND model_key IN (SELECT model_key FROM models WHERE model_id = ?)',
      [photoId, rank, modelId],
    )
  }
}
