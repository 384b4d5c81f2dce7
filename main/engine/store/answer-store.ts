import { AppError } from '#core/contract/errors'
import type { PhotoAnswer } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import type { Area, Box, PackedMask, Tag, Task } from '#core/model/prediction'
import type { Connection } from './connection'

interface AnswerRow {
  readonly predictionId: number
  readonly photoId: PhotoId
  readonly modelId: string
  readonly task: Task
  readonly status: 'done' | 'failed'
  readonly reason: string | null
  readonly isCurrent: number
  readonly hasMask: number
  readonly sha256: string
}

/** What an answer says; a mask is asked for by itself. */
export type AnswerContent = Pick<PhotoAnswer, 'tags' | 'boxes' | 'areas'>

function append<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [item])
  else group.push(item)
}

/** What models answered, as photos show it. */
export class AnswerStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The newest answer of each model to each photo; boxes under `minimumScore` are left out. */
  forPhotos(photoIds: readonly PhotoId[], minimumScore: number): Map<PhotoId, PhotoAnswer[]> {
    const rows = this.#newest(photoIds)
    const contents = this.contents(rows.map((row) => row.predictionId), minimumScore)
    const answers = new Map<PhotoId, PhotoAnswer[]>()
    for (const row of rows) {
      const answer: PhotoAnswer = {
        modelId: row.modelId,
        task: row.task,
        status: row.status,
        reason: row.reason,
        current: row.isCurrent === 1,
        ...contents(row.predictionId),
        hasMask: row.hasMask === 1,
        sha256: row.sha256,
      }
      append(answers, row.photoId, answer)
    }
    return answers
  }

  /** What each of the answers says, best first; boxes under `minimumScore` are left out. */
  contents(predictionIds: readonly number[], minimumScore: number): (predictionId: number) => AnswerContent {
    const asked = JSON.stringify(predictionIds)
    const tags = this.#tags(asked)
    const boxes = this.#boxes(asked, minimumScore)
    const areas = this.#areas(asked)
    return (predictionId) => ({
      tags: tags.get(predictionId) ?? [],
      boxes: boxes.get(predictionId) ?? [],
      areas: areas.get(predictionId) ?? [],
    })
  }

  /** Throws `not-found` when the model has no mask for the photo. */
  mask(photoId: PhotoId, modelId: string): PackedMask {
    const predictionId = this.#connection.value<number>(
      `SELECT prediction_id FROM predictions JOIN models USING (model_key) JOIN predicted_masks USING (prediction_id)
       WHERE photo_id = ? AND model_id = ? ORDER BY made_at_ms DESC LIMIT 1`,
      [photoId, modelId],
    )
    const mask = predictionId === undefined ? null : this.maskOf(predictionId)
    if (mask === null) throw new AppError('not-found', 'This model has no mask for this photo.', { hint: 'Run the model on it first.' })
    return mask
  }

  /** The mask of an answer, null when it has none. */
  maskOf(predictionId: number): PackedMask | null {
    const row = this.#connection.get<{ width: number; height: number; mask: Uint8Array }>(
      'SELECT width, height, mask FROM predicted_masks WHERE prediction_id = ?',
      [predictionId],
    )
    // A copy without Node's Buffer around it, which structured clone would not give back as such.
    return row === undefined ? null : { width: row.width, height: row.height, bytes: new Uint8Array(row.mask) }
  }

  #newest(photoIds: readonly PhotoId[]): AnswerRow[] {
    const rows = this.#connection.all<AnswerRow>(
      `SELECT predictions.prediction_id AS predictionId, predictions.photo_id AS photoId, models.model_id AS modelId, models.task AS task,
         predictions.status AS status, predictions.reason AS reason, predictions.content_hash = coalesce(photos.content_hash, '') AS isCurrent,
         predicted_masks.prediction_id IS NOT NULL AS hasMask, models.sha256 AS sha256
       FROM json_each(?) AS asked
       CROSS JOIN predictions ON predictions.photo_id = asked.value
       JOIN photos USING (photo_id)
       JOIN models USING (model_key)
       LEFT JOIN predicted_masks USING (prediction_id)
       ORDER BY predictions.photo_id, models.model_id, predictions.made_at_ms`,
      [JSON.stringify(photoIds)],
    )
    const newest = new Map<string, AnswerRow>()
    for (const row of rows) newest.set(`${row.photoId} ${row.modelId}`, row)
    return [...newest.values()]
  }

  #tags(predictionIds: string): Map<number, Tag[]> {
    const tags = new Map<number, Tag[]>()
    const rows = this.#connection.all<{ owner: number; label: number; score: number }>(
      `SELECT prediction_id AS owner, class_index AS label, score FROM predicted_tags
       WHERE prediction_id IN (SELECT value FROM json_each(?)) ORDER BY prediction_id, rank`,
      [predictionIds],
    )
    for (const row of rows) append(tags, row.owner, { index: row.label, score: row.score })
    return tags
  }

  #boxes(predictionIds: string, minimumScore: number): Map<number, Box[]> {
    const boxes = new Map<number, Box[]>()
    const rows = this.#connection.all<{ owner: number; label: number; score: number; x: number; y: number; width: number; height: number }>(
      `SELECT prediction_id AS owner, class_index AS label, score, x, y, width, height FROM predicted_boxes
       WHERE prediction_id IN (SELECT value FROM json_each(?)) AND score >= ? ORDER BY prediction_id, rank`,
      [predictionIds, minimumScore],
    )
    for (const { owner, label, ...rest } of rows) append(boxes, owner, { index: label, ...rest })
    return boxes
  }

  #areas(predictionIds: string): Map<number, Area[]> {
    const areas = new Map<number, Area[]>()
    const rows = this.#connection.all<{ owner: number; label: number; fraction: number }>(
      `SELECT prediction_id AS owner, class_index AS label, fraction FROM predicted_areas
       WHERE prediction_id IN (SELECT value FROM json_each(?)) ORDER BY prediction_id, fraction DESC, class_index`,
      [predictionIds],
    )
    for (const row of rows) append(areas, row.owner, { index: row.label, fraction: row.fraction })
    return areas
  }
}
