import type { PhotoFilter, PhotoSort } from '#core/contract/filter'
import type { Connection, SqlValue } from './connection'
import { modelClasses, type ModelClass } from './model-classes'
import { filterCondition } from './photo-filter-sql'

export interface PhotoCounts {
  readonly photos: number
  readonly predicted: number
  readonly failed: number
}

export interface LabelCount {
  readonly modelId: string
  readonly name: string
  readonly photos: number
}

const sqlDirection = { ascending: 'ASC', descending: 'DESC' } as const

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Finding photos by filter, in order. */
export class PhotoQueryStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Ids of all matching photos in order. Photos without a score or uncertainty come last in either direction. */
  ids(filter: PhotoFilter, sort: PhotoSort): Int32Array {
    const where = filterCondition(this.#connection, filter)
    const direction = sqlDirection[sort.direction]
    if (sort.by === 'score' || sort.by === 'uncertainty') {
      const modelKey = this.#modelKeyForSort(sort.modelId)
      return Int32Array.from(
        this.#connection.column<number>(
          `SELECT photos.photo_id FROM photos
           LEFT JOIN predictions AS answer ON answer.photo_id = photos.photo_id AND answer.model_key = ?
           WHERE ${where.sql}
           ORDER BY answer.${sort.by} IS NULL, answer.${sort.by} ${direction}, photos.photo_id`,
          [modelKey, ...where.values],
        ),
      )
    }
    const key = {
      name: `photos.sort_key ${direction}, photos.photo_id`,
      date: `photos.modified_ms ${direction}, photos.photo_id`,
      added: `photos.photo_id ${direction}`,
    }
    return Int32Array.from(
      this.#connection.column<number>(`SELECT photos.photo_id FROM photos WHERE ${where.sql} ORDER BY ${key[sort.by]}`, where.values),
    )
  }

  counts(filter: PhotoFilter): PhotoCounts {
    const { modelId } = filter
    const where = filterCondition(this.#connection, filter)
    const count = (sql: string, values: readonly SqlValue[]): number =>
      this.#connection.value<number>(`SELECT count(*) FROM photos WHERE ${sql}${where.sql}`, [...values, ...where.values]) ?? 0
    const answered = (status: 'done' | 'failed'): number => {
      const ofModel = modelId === undefined ? '' : ' AND model_key IN (SELECT model_key FROM models WHERE model_id = ?)'
      return count(
        `EXISTS (SELECT 1 FROM predictions WHERE predictions.photo_id = photos.photo_id AND status = '${status}'${ofModel}) AND `,
        modelId === undefined ? [] : [modelId],
      )
    }
    return { photos: count('', []), predicted: answered('done'), failed: answered('failed') }
  }

  /** Class names with the number of photos that have them at this score or above, most frequent first. */
  labels(modelId: string | undefined, scoreAtLeast: number): LabelCount[] {
    const groups = new Map<string, ModelClass[]>()
    for (const found of modelClasses(this.#connection, modelId)) {
      const key = JSON.stringify([found.modelId, found.name])
      groups.set(key, [...(groups.get(key) ?? []), found])
    }
    const labels: LabelCount[] = []
    for (const group of groups.values()) {
      const [first, ...others] = group
      if (first === undefined) continue
      const photos = others.length === 0 ? this.#photosOfClass(first, scoreAtLeast) : this.#photosOfClasses(group, scoreAtLeast)
      if (photos > 0) labels.push({ modelId: first.modelId, name: first.name, photos })
    }
    return labels.sort((a, b) => b.photos - a.photos || compareText(a.name, b.name) || compareText(a.modelId, b.modelId))
  }

  #photosOfClass(found: ModelClass, scoreAtLeast: number): number {
    return (
      this.#connection.value<number>('SELECT count(*) FROM predicted_classes WHERE model_key = ? AND class_index = ? AND score >= ?', [
        found.modelKey,
        found.classIndex,
        scoreAtLeast,
      ]) ?? 0
    )
  }

  /** A class that several files of a model have, or that a model lists twice: each photo counts once. */
  #photosOfClasses(classes: readonly ModelClass[], scoreAtLeast: number): number {
    return (
      this.#connection.value<number>(
        `SELECT count(DISTINCT photo_id) FROM json_each(?) AS wanted CROSS JOIN predicted_classes
           ON model_key = wanted.value ->> 0 AND class_index = wanted.value ->> 1 WHERE score >= ?`,
        [JSON.stringify(classes.map(({ modelKey, classIndex }) => [modelKey, classIndex])), scoreAtLeast],
      ) ?? 0
    )
  }

  /** The newest file of the model, or the first model that has answered anything; 0 fits no model. */
  #modelKeyForSort(modelId: string | undefined): number {
    const key =
      modelId === undefined
        ? this.#connection.value<number>('SELECT min(model_key) FROM predictions')
        : this.#connection.value<number>('SELECT max(model_key) FROM models WHERE model_id = ?', [modelId])
    return key ?? 0
  }
}
