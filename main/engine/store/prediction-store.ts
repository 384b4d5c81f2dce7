import type { PredictionSummary } from '#core/metrics/prediction-summary'
import type { PhotoId } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import type { RunId } from '#core/model/run'
import type { Connection } from './connection'

/** Which answer: of which model file with which settings about which bytes. */
export interface AnswerKey {
  readonly photoId: PhotoId
  readonly modelKey: number
  readonly settings: string
  readonly contentHash: string
  readonly runId: RunId
  readonly madeAtMs: number
  readonly elapsedMs: number
}

export interface FailedAnswer {
  readonly code: string
  readonly reason: string
}

type Save<P extends Prediction> = (connection: Connection, predictionId: number, prediction: P) => void

const bestTags = 10

const removeClasses = 'DELETE FROM predicted_classes INDEXED BY predicted_classes_by_photo WHERE photo_id = ? AND model_key = ?'

const savers: { readonly [T in Prediction['task']]: Save<Extract<Prediction, { task: T }>> } = {
  classification: (connection, predictionId, { tags }) => {
    for (const [rank, tag] of tags.slice(0, bestTags).entries()) {
      connection.run('INSERT INTO predicted_tags (prediction_id, rank, class_index, score) VALUES (?, ?, ?, ?)', [
        predictionId,
        rank,
        tag.index,
        tag.score,
      ])
    }
  },
  detection: (connection, predictionId, { boxes }) => {
    for (const [rank, box] of boxes.entries()) {
      connection.run(
        'INSERT INTO predicted_boxes (prediction_id, rank, class_index, score, x, y, width, height) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [predictionId, rank, box.index, box.score, box.x, box.y, box.width, box.height],
      )
    }
  },
  segmentation: (connection, predictionId, { mask, areas }) => {
    connection.run('INSERT INTO predicted_masks (prediction_id, width, height, mask) VALUES (?, ?, ?, ?)', [
      predictionId,
      mask.width,
      mask.height,
      mask.bytes,
    ])
    for (const area of areas) {
      connection.run('INSERT INTO predicted_areas (prediction_id, class_index, fraction) VALUES (?, ?, ?)', [
        predictionId,
        area.index,
        area.fraction,
      ])
    }
  },
}

/** Writes answers; a new answer of a model file to a photo replaces the old one. To be called within a transaction. */
export class PredictionStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  saveAnswer(key: AnswerKey, prediction: Prediction, summary: PredictionSummary): void {
    this.#removeOld(key)
    const predictionId = this.#connection.run(
      `INSERT INTO predictions (photo_id, model_key, settings, content_hash, status, run_id, made_at_ms, elapsed_ms, score, uncertainty)
       VALUES (?, ?, ?, ?, 'done', ?, ?, ?, ?, ?)`,
      [key.photoId, key.modelKey, key.settings, key.contentHash, key.runId, key.madeAtMs, key.elapsedMs, summary.score, summary.uncertainty],
    ).id
    const save = savers[prediction.task] as Save<Prediction>
    save(this.#connection, predictionId, prediction)
    for (const [classIndex, score] of summary.classScores) {
      this.#connection.run('INSERT INTO predicted_classes (model_key, class_index, photo_id, score) VALUES (?, ?, ?, ?)', [
        key.modelKey,
        classIndex,
        key.photoId,
        score,
      ])
    }
  }

  saveFailure(key: AnswerKey, failure: FailedAnswer): void {
    this.#removeOld(key)
    this.#connection.run(
      `INSERT INTO predictions (photo_id, model_key, settings, content_hash, status, code, reason, run_id, made_at_ms, elapsed_ms)
       VALUES (?, ?, ?, ?, 'failed', ?, ?, ?, ?, ?)`,
      [key.photoId, key.modelKey, key.settings, key.contentHash, failure.code, failure.reason, key.runId, key.madeAtMs, key.elapsedMs],
    )
  }

  hasAnswer(photoId: PhotoId, modelKey: number): boolean {
    return this.#connection.value<number>("SELECT 1 FROM predictions WHERE photo_id = ? AND model_key = ? AND status = 'done'", [photoId, modelKey]) === 1
  }

  #removeOld({ photoId, modelKey }: AnswerKey): void {
    const removed = this.#connection.run('DELETE FROM predictions WHERE photo_id = ? AND model_key = ?', [photoId, modelKey]).changes
    // Left to itself SQLite walks every class of the model, a hundred thousand rows for each photo.
    if (removed > 0) this.#connection.run(removeClasses, [photoId, modelKey])
  }
}
