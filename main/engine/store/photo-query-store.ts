import type { PhotoFilter, PhotoSort } from '#core/contract/filter'
import type { PhotoId } from '#core/model/photo'
import type { Connection } from './connection'
import { modelClasses, type ModelClass } from './model-classes'
import { filterCondition, hasFailed, isAnswered } from './photo-filter-sql'

export interface PhotoCounts {
  readonly photos: number
  readonly predicted: number
  readonly failed: number
  readonly reviewed: number
}

export interface LabelCount {
  readonly modelId: string
  readonly name: string
  readonly photos: number
}

const sqlDirection = { ascending: 'ASC', descending: 'DESC' } as const
type SqlDirection = (typeof sqlDirection)[keyof typeof sqlDirection]

/** Up to here sorting the photos takes less than going through the order of all. */
const fewPhotos = 2_000

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Finding photos by filter, in order. */
export class PhotoQueryStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Ids of all matching photos in order. Photos without a score, uncertainty or disagreement come last in either direction. */
  ids(filter: PhotoFilter, sort: PhotoSort): Int32Array {
    if (sort.by === 'score' || sort.by === 'uncertainty') return asRanked(this.#matching(filter, 'ASC'), this.#rankedByAnswer(sort.by, sort))
    if (sort.by === 'disagreement') return asRanked(this.#matching(filter, 'ASC'), this.#rankedByDisagreement(sort))
    const direction = sqlDirection[sort.direction]
    if (sort.by === 'added') return Int32Array.from(this.#matching(filter, direction))
    const order = sort.by === 'name' ? `sort_key ${direction}, photo_id` : `modified_ms ${direction}, photo_id`
    if (Object.keys(filter).length === 0) return Int32Array.from(this.#ordered(order))
    const matching = this.#matching(filter, 'ASC')
    return matching.length <= fewPhotos ? Int32Array.from(this.#orderedFew(matching, order)) : asRanked(matching, this.#ordered(order))
  }

  counts(filter: PhotoFilter): PhotoCounts {
    const where = filterCondition(this.#connection, filter)
    const answered = isAnswered(filter.modelId)
    const failed = hasFailed(filter.modelId)
    const counts = this.#connection.get<PhotoCounts>(
      `SELECT count(*) AS photos, coalesce(sum(${answered.sql}), 0) AS predicted, coalesce(sum(${failed.sql}), 0) AS failed,
         coalesce(sum(photos.review_state IN ('reviewed', 'reviewed-empty')), 0) AS reviewed
       FROM photos WHERE ${where.sql}`,
      [...answered.values, ...failed.values, ...where.values],
    )
    return counts ?? { photos: 0, predicted: 0, failed: 0, reviewed: 0 }
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

  /** In the order of ids, as the rows lie in the file: read in another order they take several times as long. */
  #matching(filter: PhotoFilter, direction: SqlDirection): number[] {
    const where = filterCondition(this.#connection, filter)
    return this.#connection.column<number>(`SELECT photos.photo_id FROM photos WHERE ${where.sql} ORDER BY photos.photo_id ${direction}`, where.values)
  }

  /** All photos, from the index of that order alone. */
  #ordered(order: string): number[] {
    return this.#connection.column<number>(`SELECT photo_id FROM photos ORDER BY ${order}`)
  }

  #orderedFew(photoIds: readonly PhotoId[], order: string): number[] {
    return this.#connection.column<number>(`SELECT photo_id FROM photos WHERE photo_id IN (SELECT value FROM json_each(?)) ORDER BY ${order}`, [JSON.stringify(photoIds)])
  }

  /** The index over answers gives their order at once; sorting a join of photos and answers would take ten times as long. */
  #rankedByAnswer(by: 'score' | 'uncertainty', sort: PhotoSort): number[] {
    return this.#connection.column<number>(
      `SELECT photo_id FROM predictions WHERE model_key = ? AND ${by} IS NOT NULL ORDER BY ${by} ${sqlDirection[sort.direction]}, photo_id`,
      [this.#modelKeyForSort(sort.modelId)],
    )
  }

  /** Much disagreement is little agreement. Nothing is ranked without two models. */
  #rankedByDisagreement({ modelId, otherModelId, direction }: PhotoSort): number[] {
    if (modelId === undefined || otherModelId === undefined) return []
    const [firstKey = 0, secondKey = 0] = [modelId, otherModelId].map((id) => this.#modelKeyForSort(id)).sort((a, b) => a - b)
    return this.#connection.column<number>(
      `SELECT photo_id FROM agreements WHERE first_key = ? AND second_key = ? ORDER BY agreement ${direction === 'descending' ? 'ASC' : 'DESC'}, photo_id`,
      [firstKey, secondKey],
    )
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

/** Matching photos, given in the order of ids, as ranked; those without a rank come last. */
function asRanked(matching: readonly PhotoId[], ranked: readonly PhotoId[]): Int32Array {
  const isLeft = new Uint8Array((matching.at(-1) ?? 0) + 1)
  for (const id of matching) isLeft[id] = 1
  const ids = new Int32Array(matching.length)
  let length = 0
  for (const id of [...ranked, ...matching]) {
    if (isLeft[id] !== 1) continue
    isLeft[id] = 0
    ids[length++] = id
  }
  return ids
}
