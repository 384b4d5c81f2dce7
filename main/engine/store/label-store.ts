import { AppError } from '#core/contract/errors'
import type { ClassId, Label, LabelId, LabelSummary } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'
import type { Connection } from './connection'
import { geometryColumns, labelOfRow, labelSummaryColumns, labelSummaryOfRow, type LabelRow, type LabelSummaryRow } from './label-row'

/** A label that is written; its photo is named beside it. */
export type NewLabel = Omit<Label, 'photoId'>

export interface LabelCounts {
  readonly labels: number
  readonly photos: number
}

/** Labels of people and how far their review of a photo has got. Whoever writes holds the transaction. */
export class LabelStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** In the order they were made. */
  ofPhoto(photoId: PhotoId): Label[] {
    return this.#connection
      .all<LabelRow>(`SELECT ${labelSummaryColumns}, mask FROM labels WHERE photo_id = ? ORDER BY rowid`, [photoId])
      .map(labelOfRow)
  }

  summaries(photoIds: readonly PhotoId[]): Map<PhotoId, LabelSummary[]> {
    const rows = this.#connection.all<LabelSummaryRow>(
      `SELECT ${labelSummaryColumns} FROM json_each(?) AS asked CROSS JOIN labels ON labels.photo_id = asked.value ORDER BY asked.key, labels.rowid`,
      [JSON.stringify(photoIds)],
    )
    const summaries = new Map<PhotoId, LabelSummary[]>()
    for (const row of rows) {
      const list = summaries.get(row.photo_id)
      if (list === undefined) summaries.set(row.photo_id, [labelSummaryOfRow(row)])
      else list.push(labelSummaryOfRow(row))
    }
    return summaries
  }

  count(photoId: PhotoId): number {
    return this.#connection.value<number>('SELECT count(*) FROM labels WHERE photo_id = ?', [photoId]) ?? 0
  }

  /** Writes a label whole, new or instead of the one of its id. Throws `bad-input` when that id is another photo's. */
  put(photoId: PhotoId, label: NewLabel, changedAtMs: number): void {
    const { changes } = this.#connection.run(
      `INSERT INTO labels (label_id, photo_id, class_id, kind, geometry, mask_width, mask_height, mask, origin_kind, origin, locked, object_group,
         attributes, revision, changed_at_ms)
       VALUES (:id, :photoId, :classId, :kind, :geometry, :mask_width, :mask_height, :mask, :originKind, :origin, :locked, :group, :attributes, 1, :changedAtMs)
       ON CONFLICT (label_id) DO UPDATE SET class_id = excluded.class_id, kind = excluded.kind, geometry = excluded.geometry,
         mask_width = excluded.mask_width, mask_height = excluded.mask_height, mask = excluded.mask, origin_kind = excluded.origin_kind,
         origin = excluded.origin, locked = excluded.locked, object_group = excluded.object_group, attributes = excluded.attributes,
         revision = labels.revision + 1, changed_at_ms = excluded.changed_at_ms
       WHERE labels.photo_id = excluded.photo_id`,
      {
        id: label.id,
        photoId,
        classId: label.classId,
        kind: label.geometry.kind,
        ...geometryColumns(label.geometry),
        originKind: label.origin.kind,
        origin: JSON.stringify(label.origin),
        locked: label.locked ? 1 : 0,
        group: label.group,
        attributes: JSON.stringify(label.attributes),
        changedAtMs,
      },
    )
    if (changes === 0) throw new AppError('bad-input', 'This label belongs to another photo.')
  }

  /** Ids that are not labels of the photo are passed over: what an edit takes away may be gone already. */
  remove(photoId: PhotoId, labelIds: readonly LabelId[]): void {
    for (const labelId of labelIds) this.#connection.run('DELETE FROM labels WHERE label_id = ? AND photo_id = ?', [labelId, photoId])
  }

  countsOfClass(classId: ClassId): LabelCounts {
    const counts = this.#connection.get<LabelCounts>('SELECT count(*) AS labels, count(DISTINCT photo_id) AS photos FROM labels WHERE class_id = ?', [classId])
    return counts ?? { labels: 0, photos: 0 }
  }

  photosOfClass(classId: ClassId): PhotoId[] {
    return this.#connection.column<number>('SELECT DISTINCT photo_id FROM labels WHERE class_id = ?', [classId])
  }

  /** Throws `not-found` for an unknown photo. */
  reviewState(photoId: PhotoId): ReviewState {
    const state = this.#connection.value<ReviewState>('SELECT review_state FROM photos WHERE photo_id = ?', [photoId])
    if (state === undefined) throw new AppError('not-found', 'This photo is no longer in the project.', { hint: 'Refresh the list.' })
    return state
  }

  setReviewState(photoId: PhotoId, state: ReviewState): void {
    this.#connection.run('UPDATE photos SET review_state = ? WHERE photo_id = ? AND review_state <> ?', [state, photoId, state])
  }

  /** How many of the photos have labels. */
  labelledAmong(photoIds: readonly PhotoId[]): number {
    return (
      this.#connection.value<number>(
        'SELECT count(*) FROM json_each(?) AS asked WHERE EXISTS (SELECT 1 FROM labels WHERE labels.photo_id = asked.value)',
        [JSON.stringify(photoIds)],
      ) ?? 0
    )
  }
}
