import type { PhotoId } from '#core/model/photo'
import type { Connection } from './connection'

/** Two model files that are compared; the lower row number comes first. */
export interface ModelPair {
  readonly firstKey: number
  readonly secondKey: number
}

/** The answers of a pair to one photo. */
export interface AnswerPair {
  readonly photoId: PhotoId
  readonly first: number
  readonly second: number
}

/** How far two models say the same about each photo. Rows go with the answers they compare. */
export class AgreementStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  pendingCount(pair: ModelPair): number {
    return this.#connection.value<number>(`SELECT count(*) FROM (${pendingPairs})`, { ...pair, afterId: 0 }) ?? 0
  }

  /** Photos that both have answered and that are not compared yet, in id order behind `afterId`. */
  pending(pair: ModelPair, afterId: PhotoId, limit: number): AnswerPair[] {
    return this.#connection.all<AnswerPair>(`${pendingPairs} ORDER BY one.photo_id LIMIT :limit`, { ...pair, afterId, limit })
  }

  record({ firstKey, secondKey }: ModelPair, { photoId, first, second }: AnswerPair, agreement: number): void {
    this.#connection.run(
      `INSERT INTO agreements (first_key, second_key, photo_id, first_prediction, second_prediction, agreement) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      [firstKey, secondKey, photoId, first, second, agreement],
    )
  }
}

const pendingPairs = `
  SELECT one.photo_id AS photoId, one.prediction_id AS first, two.prediction_id AS second
  FROM predictions AS one INDEXED BY predictions_done CROSS JOIN predictions AS two ON two.photo_id = one.photo_id AND two.model_key = :secondKey
  WHERE one.status = 'done' AND two.status = 'done' AND one.model_key = :firstKey AND one.photo_id > :afterId
    AND NOT EXISTS (SELECT 1 FROM agreements WHERE first_key = :firstKey AND second_key = :secondKey AND photo_id = one.photo_id)`
