import type { Orientation, Photo, PhotoFormat, PhotoNote, PhotoState } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'

/** A row of `photos` as SQLite gives it. */
export interface PhotoRow {
  readonly photo_id: number
  readonly folder_id: number
  readonly relative_path: string
  readonly bytes: number
  readonly modified_ms: number
  readonly state: PhotoState
  readonly format: PhotoFormat | null
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
  readonly content_hash: string | null
  readonly notes: string
  readonly code: string | null
  readonly reason: string | null
  readonly review_state: ReviewState
}

export const photoColumns =
  'photo_id, folder_id, relative_path, bytes, modified_ms, state, format, width, height, orientation, content_hash, notes, code, reason, review_state'

export function photoOfRow(row: PhotoRow): Photo {
  return {
    id: row.photo_id,
    folderId: row.folder_id,
    relativePath: row.relative_path,
    bytes: row.bytes,
    modifiedMs: row.modified_ms,
    state: row.state,
    format: row.format,
    width: row.width,
    height: row.height,
    orientation: row.orientation,
    contentHash: row.content_hash,
    notes: JSON.parse(row.notes) as readonly PhotoNote[],
    reason: row.reason,
    reviewState: row.review_state,
  }
}
