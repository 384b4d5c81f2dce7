import type { EditStep, EditStepKind } from '#core/model/edit-step'
import type { ClassId, LabelId } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'
import type { RemovedClass } from './class-store'
import type { Connection } from './connection'
import type { LabelCounts } from './label-store'

/** A label that a step added by accepting a prediction. */
export interface AddedLabel {
  readonly id: LabelId
  readonly photoId: PhotoId
  readonly modelKey: number
  readonly rank: number
}

export interface StoredStep extends EditStep {
  /** The class that the step took out of the project. */
  readonly removedClass: RemovedClass | null
}

/** Each step may hold as many rows as the project has labels. */
const keptSteps = 10

const labelColumns =
  'label_id, photo_id, class_id, kind, geometry, mask_width, mask_height, mask, origin_kind, origin, locked, object_group, attributes, revision, changed_at_ms'

/** Steps that touched many photos: what they did is done here and written down, so that it can be taken back. Whoever calls holds the transaction. */
export class StepStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Newest first. A step that has touched nothing yet is not shown. */
  list(): EditStep[] {
    return this.#connection.all<EditStep>(
      'SELECT step_id AS id, kind, title, made_at_ms AS madeAtMs, labels, photos FROM edit_steps WHERE photos > 0 OR class IS NOT NULL ORDER BY step_id DESC',
    )
  }

  newest(): StoredStep | null {
    const [step] = this.list()
    if (step === undefined) return null
    const removed = this.#connection.value<string | null>('SELECT class FROM edit_steps WHERE step_id = ?', [step.id]) ?? null
    return { ...step, removedClass: removed === null ? null : (JSON.parse(removed) as RemovedClass) }
  }

  /** The oldest step makes room for the new one. */
  begin(kind: EditStepKind, title: string, madeAtMs: number): number {
    const { id } = this.#connection.run('INSERT INTO edit_steps (kind, title, made_at_ms) VALUES (?, ?, ?)', [kind, title, madeAtMs])
    this.#connection.run('DELETE FROM edit_steps WHERE step_id NOT IN (SELECT step_id FROM edit_steps ORDER BY step_id DESC LIMIT ?)', [keptSteps])
    return id
  }

  forget(stepId: number): void {
    this.#connection.run('DELETE FROM edit_steps WHERE step_id = ?', [stepId])
  }

  count(stepId: number, { labels, photos }: LabelCounts): void {
    this.#connection.run('UPDATE edit_steps SET labels = labels + ?, photos = photos + ? WHERE step_id = ?', [labels, photos, stepId])
  }

  recordAdded(stepId: number, label: AddedLabel): void {
    this.#connection.run('INSERT INTO step_added_labels (step_id, label_id, photo_id, model_key, rank) VALUES (?, ?, ?, ?, ?)', [
      stepId,
      label.id,
      label.photoId,
      label.modelKey,
      label.rank,
    ])
  }

  /** Sets the state of photos that have another one; returns which those were. */
  setReviewStates(stepId: number, photoIds: readonly PhotoId[], after: ReviewState): PhotoId[] {
    const asked = JSON.stringify(photoIds)
    const changed = this.#connection.column<number>(
      `INSERT INTO step_reviews (step_id, photo_id, before, after)
       SELECT :stepId, photo_id, review_state, :after FROM photos
       WHERE photo_id IN (SELECT value FROM json_each(:asked)) AND review_state <> :after ORDER BY photo_id
       RETURNING photo_id`,
      { stepId, after, asked },
    )
    this.#connection.run('UPDATE photos SET review_state = ? WHERE photo_id IN (SELECT value FROM json_each(?)) AND review_state <> ?', [after, asked, after])
    return changed
  }

  /** All labels of one class become labels of another. A tag that its photo has already goes. */
  mergeLabels(stepId: number, from: ClassId, into: ClassId): void {
    const parameters = { stepId, from, into }
    this.#connection.run(
      `INSERT INTO step_removed_labels (step_id, ${labelColumns}) SELECT :stepId, ${labelColumns} FROM labels
       WHERE class_id = :from AND kind = 'tag' AND photo_id IN (SELECT photo_id FROM labels WHERE class_id = :into AND kind = 'tag')
       ORDER BY rowid`,
      parameters,
    )
    this.#removeRecorded(stepId)
    this.#connection.run(
      'INSERT INTO step_moved_labels (step_id, label_id) SELECT :stepId, label_id FROM labels WHERE class_id = :from ORDER BY label_id',
      { stepId, from },
    )
    this.#connection.run('UPDATE labels SET class_id = :into WHERE class_id = :from', { from, into })
  }

  removeLabels(stepId: number, classId: ClassId): void {
    this.#connection.run(
      `INSERT INTO step_removed_labels (step_id, ${labelColumns}) SELECT ?, ${labelColumns} FROM labels WHERE class_id = ? ORDER BY rowid`,
      [stepId, classId],
    )
    this.#removeRecorded(stepId)
  }

  recordClass(stepId: number, removed: RemovedClass): void {
    this.#connection.run('UPDATE edit_steps SET class = ? WHERE step_id = ?', [JSON.stringify(removed), stepId])
  }

  /** Gives a class that is back its labels again: moved ones that are still where they were moved to, removed ones of photos that are left. */
  restoreLabels(stepId: number, removed: RemovedClass): LabelCounts {
    const moved =
      removed.mergedInto === null
        ? []
        : this.#connection.column<number>(
            `UPDATE labels SET class_id = ? WHERE class_id = ? AND label_id IN (SELECT label_id FROM step_moved_labels WHERE step_id = ?)
             RETURNING photo_id`,
            [removed.id, removed.mergedInto, stepId],
          )
    const restored = this.#connection.column<number>(
      `INSERT INTO labels (${labelColumns}) SELECT ${labelColumns} FROM step_removed_labels
       WHERE step_id = ? AND photo_id IN (SELECT photo_id FROM photos) ORDER BY rowid ON CONFLICT DO NOTHING RETURNING photo_id`,
      [stepId],
    )
    return { labels: moved.length + restored.length, photos: new Set([...moved, ...restored]).size }
  }

  /** Photos whose labels or state the step still has to give back. */
  openPhotos(stepId: number, limit: number): PhotoId[] {
    return this.#connection.column<number>(
      `SELECT photo_id FROM step_added_labels WHERE step_id = :stepId
       UNION SELECT photo_id FROM step_reviews WHERE step_id = :stepId ORDER BY photo_id LIMIT :limit`,
      { stepId, limit },
    )
  }

  /** Takes the step back for one photo, but for labels that a person changed since; returns how many labels went. */
  undoPhoto(step: EditStep, photoId: PhotoId): number {
    const added = this.#connection.all<{ id: LabelId; modelKey: number; rank: number }>(
      'SELECT label_id AS id, model_key AS modelKey, rank FROM step_added_labels WHERE step_id = ? AND photo_id = ?',
      [step.id, photoId],
    )
    let removed = 0
    for (const { id, modelKey, rank } of added) {
      const { changes } = this.#connection.run('DELETE FROM labels WHERE label_id = ? AND photo_id = ? AND revision = 1', [id, photoId])
      removed += changes
      if (changes > 0) {
        this.#connection.run('DELETE FROM label_verdicts WHERE photo_id = ? AND model_key = ? AND rank = ?', [photoId, modelKey, rank])
      }
    }
    this.#connection.run(
      `UPDATE photos SET review_state = given.before FROM step_reviews AS given
       WHERE given.step_id = :stepId AND given.photo_id = :photoId AND photos.photo_id = :photoId AND photos.review_state = given.after
         AND NOT EXISTS (SELECT 1 FROM labels WHERE labels.photo_id = :photoId AND labels.changed_at_ms >= :madeAtMs)`,
      { stepId: step.id, photoId, madeAtMs: step.madeAtMs },
    )
    this.#connection.run('DELETE FROM step_added_labels WHERE step_id = ? AND photo_id = ?', [step.id, photoId])
    this.#connection.run('DELETE FROM step_reviews WHERE step_id = ? AND photo_id = ?', [step.id, photoId])
    return removed
  }

  #removeRecorded(stepId: number): void {
    this.#connection.run('DELETE FROM labels WHERE label_id IN (SELECT label_id FROM step_removed_labels WHERE step_id = ?)', [stepId])
  }
}
