import { AppError } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import type { Connection } from './connection'

/** Answers of these newest photos are timed: enough for a median, few enough to sort at once. */
const timedAnswers = 501

/** Model files that were ever used, by their bytes. */
export class ModelStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The row number of this very file, null when it was never used. */
  key(card: ModelCard): number | null {
    return this.#connection.value<number>('SELECT model_key FROM models WHERE model_id = ? AND sha256 = ?', [card.id, card.sha256]) ?? null
  }

  /** Remembers the file with its classes. */
  ensure(card: ModelCard): number {
    const known = this.key(card)
    if (known !== null) return known
    return this.#connection.transaction(() => {
      const { id } = this.#connection.run('INSERT INTO models (model_id, sha256, task, card) VALUES (?, ?, ?, ?)', [
        card.id,
        card.sha256,
        card.task,
        JSON.stringify(card),
      ])
      for (const [index, label] of card.labels.entries()) {
        this.#connection.run('INSERT INTO model_classes (model_key, class_index, class_id, name) VALUES (?, ?, ?, ?)', [
          id,
          index,
          label.id,
          label.name,
        ])
      }
      return id
    })
  }

  /** The card of the newest file of a model that was ever used, with its row number; null without one. */
  newest(modelId: string): { readonly key: number; readonly card: ModelCard } | null {
    const row = this.#connection.get<{ key: number; card: string }>(
      'SELECT model_key AS key, card FROM models WHERE model_id = ? ORDER BY model_key DESC LIMIT 1',
      [modelId],
    )
    return row === undefined ? null : { key: row.key, card: JSON.parse(row.card) as ModelCard }
  }

  /** The card of a model file as it was used. Throws `not-found` for an unknown row number. */
  card(modelKey: number): ModelCard {
    const card = this.#connection.value<string>('SELECT card FROM models WHERE model_key = ?', [modelKey])
    if (card === undefined) throw new AppError('not-found', `There is no model ${modelKey} in this project.`)
    return JSON.parse(card) as ModelCard
  }

  /** Photos with an answer that is no failure. Both counts come from indexes alone. */
  predictedPhotos(modelKey: number): number {
    const all = this.#connection.value<number>('SELECT count(*) FROM predictions INDEXED BY predictions_by_score WHERE model_key = ?', [modelKey])
    const failed = this.#connection.value<number>("SELECT count(*) FROM predictions WHERE model_key = ? AND status = 'failed'", [modelKey])
    return (all ?? 0) - (failed ?? 0)
  }

  /** Median time of the newest answers, all steps; null without any. */
  medianPhotoMs(modelKey: number): number | null {
    const times = this.#connection
      // Walking back from the newest row is sooner done than sorting all answers of the model.
      .column<number>("SELECT elapsed_ms FROM predictions NOT INDEXED WHERE model_key = ? AND status = 'done' ORDER BY prediction_id DESC LIMIT ?", [
        modelKey,
        timedAnswers,
      ])
      .sort((a, b) => a - b)
    return times[Math.floor(times.length / 2)] ?? null
  }
}
