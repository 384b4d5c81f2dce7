import type { ClassId, LabelId } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'
import type { Connection } from './connection'
import { geometryColumns } from './label-row'
import type { LabelCounts, NewLabel } from './label-store'

/** A label on its way in; its class goes by name until the import is taken. */
export interface StagedLabel extends Pick<NewLabel, 'geometry' | 'origin' | 'group' | 'attributes'> {
  readonly id: LabelId
  readonly photoId: PhotoId
  readonly className: string
}

/** In the records of a step, where labels that accept no prediction have the number of their model. */
const noModel = 0

/**
 * Imports of labels: rows are staged in as many transactions as it takes, then all of them become labels in one. Whoever
 * calls holds the transaction.
 */
export class ImportStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** A new import; its number is never given twice. */
  begin(format: string, source: string, madeAtMs: number): number {
    return this.#connection.run('INSERT INTO imports (format, source, made_at_ms) VALUES (?, ?, ?)', [format, source, madeAtMs]).id
  }

  stage(importId: number, label: StagedLabel): void {
    this.#connection.run(
      `INSERT INTO staged_labels (import_id, label_id, photo_id, class_name, kind, geometry, mask_width, mask_height, mask, origin, object_group, attributes)
       VALUES (:importId, :id, :photoId, :className, :kind, :geometry, :mask_width, :mask_height, :mask, :origin, :group, :attributes)`,
      {
        importId,
        id: label.id,
        photoId: label.photoId,
        className: label.className,
        kind: label.geometry.kind,
        ...geometryColumns(label.geometry),
        origin: JSON.stringify(label.origin),
        group: label.group,
        attributes: JSON.stringify(label.attributes),
      },
    )
  }

  stageReview(importId: number, photoId: PhotoId, state: ReviewState): void {
    this.#connection.run(
      'INSERT INTO staged_reviews (import_id, photo_id, review_state) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET review_state = excluded.review_state',
      [importId, photoId, state],
    )
  }

  /** Names of the staged labels' classes, in the order they came. */
  stagedClasses(importId: number): string[] {
    return this.#connection.column<string>('SELECT class_name FROM staged_labels WHERE import_id = ? GROUP BY class_name ORDER BY min(rowid)', [importId])
  }

  /** Photos that get a state; what a person finished meanwhile stays. */
    stagedReviews(importId: number, state: ReviewState): PhotoId[] {
    return this.#connection.column<number>(
      `SELECT photo_id FROM staged_reviews JOIN photos USING (photo_id)
       WHERE import_id = ? AND staged_reviews.review_state = ? AND photos.review_state <> 'reviewed' ORDER BY photo_id`,
      [importId, state],
    )
  }

  /** Photos that get labels. */
  stagedPhotos(importId: number): PhotoId[] {
    return this.#connection.column<number>('SELECT DISTINCT photo_id FROM staged_labels JOIN photos USING (photo_id) WHERE import_id = ? ORDER BY photo_id', [importId])
  }

  /** Makes labels of everything staged, for photos that are still there, and writes them down for the undo of the step. */
  take(importId: number, stepId: number, classIds: ReadonlyMap<string, ClassId>, changedAtMs: number): LabelCounts {
    for (const [name, classId] of classIds) {
      this.#connection.run('INSERT INTO staged_classes (import_id, class_name, class_id) VALUES (?, ?, ?)', [importId, name, classId])
    }
    const photoIds = this.#connection.column<number>(
      `INSERT INTO labels (label_id, photo_id, class_id, kind, geometry, mask_width, mask_height, mask, origin_kind, origin, locked, object_group,
         attributes, revision, changed_at_ms)
       SELECT label_id, photo_id, class_id, staged_labels.kind, geometry, mask_width, mask_height, mask, 'import', origin, 0, object_group,
         attributes, 1, :changedAtMs
       FROM staged_labels JOIN photos USING (photo_id) JOIN staged_classes USING (import_id, class_name)
       WHERE import_id = :importId ORDER BY staged_labels.rowid RETURNING photo_id`,
      { importId, changedAtMs },
    )
    this.#connection.run(
      `INSERT INTO step_added_labels (step_id, label_id, photo_id, model_key, rank)
       SELECT ?, label_id, photo_id, ?, 0 FROM staged_labels JOIN labels USING (label_id, photo_id) WHERE import_id = ? ORDER BY photo_id, label_id`,
      [stepId, noModel, importId],
    )
    return { labels: photoIds.length, photos: new Set(photoIds).size }
  }

  recordClass(stepId: number, classId: ClassId): void {
    this.#connection.run('INSERT INTO step_added_classes (step_id, class_id) VALUES (?, ?)', [stepId, classId])
  }

  /** Takes away the classes that a step made and nobody uses; returns how many went. */
  removeUnusedClasses(stepId: number): number {
    return this.#connection.run(
      `DELETE FROM label_classes WHERE class_id IN (SELECT class_id FROM step_added_classes WHERE step_id = ?)
         AND NOT EXISTS (SELECT 1 FROM labels WHERE labels.class_id = label_classes.class_id)
         AND NOT EXISTS (SELECT 1 FROM class_map WHERE class_map.class_id = label_classes.class_id)`,
      [stepId],
    ).changes
  }

  clearStaged(importId: number): void {
    this.#connection.run('DELETE FROM staged_labels WHERE import_id = ?', [importId])
    this.#connection.run('DELETE FROM staged_reviews WHERE import_id = ?', [importId])
    this.#connection.run('DELETE FROM staged_classes WHERE import_id = ?', [importId])
  }

  /** Forgets an import that was not taken, and all it staged. */
  forget(importId: number): void {
    this.clearStaged(importId)
    this.#connection.run('DELETE FROM imports WHERE import_id = ?', [importId])
  }

  /** Imports that were under way when the engine ended. */
  unfinished(): number[] {
    return this.#connection.column<number>('SELECT import_id FROM staged_labels UNION SELECT import_id FROM staged_reviews UNION SELECT import_id FROM imported_splits WHERE step_id IS NULL')
  }
}
