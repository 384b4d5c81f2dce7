import type { PhotoScope } from '#core/contract/filter'
import type { Connection } from './connection'
import { filterCondition, type Condition } from './photo-filter-sql'
import type { Redo } from './run-store'

/** Which photos a run is about: refused ones cannot be decoded by this build, unless they could merely not be read. */
export function scopeCondition(connection: Connection, scope: PhotoScope): Condition {
  const chosen: Condition =
    scope.kind === 'filter'
      ? filterCondition(connection, scope.filter)
      : { sql: 'photos.photo_id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(scope.photoIds)] }
  return { sql: `(photos.state <> 'refused' OR photos.code = 'cannot-read') AND (${chosen.sql})`, values: chosen.values }
}

/** A failed photo that was never read has no hash. */
const sameAnswer = `SELECT 1 FROM predictions AS known
    WHERE known.photo_id = photos.photo_id AND known.model_key = wanted.model_key
      AND known.settings = wanted.settings AND known.content_hash = coalesce(photos.content_hash, '')`

/** Which of the pairs of `photos` and `wanted` (model_key, settings) there is work for. */
export const pairCondition: Readonly<Record<Redo, string>> = {
  missing: `NOT EXISTS (${sameAnswer})`,
  failed: `NOT EXISTS (${sameAnswer} AND known.status = 'done')`,
  all: 'TRUE',
}
