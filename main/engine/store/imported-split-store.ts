import type { PartCounts } from '#core/model/dataset-reports'
import type { Split } from '#core/formats/labels/assign-splits'
import type { PhotoId } from '#core/model/photo'
import type { Connection } from './connection'

/** With `max` SQLite takes the other columns from the row that has it (sqlite.org/lang_select.html#bareagg). */
const newestSql = 'SELECT photo_id AS photoId, part, max(import_id) FROM imported_splits WHERE step_id IS NOT NULL'

/** The parts that photos came in with. Whoever writes holds the transaction. */
export class ImportedSplitStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Not seen by anybody until the import is taken. */
  stage(importId: number, photoId: PhotoId, part: Split): void {
    this.#connection.run('INSERT INTO imported_splits (photo_id, import_id, part) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET part = excluded.part', [photoId, importId, part])
  }

  /** Returns the photos that have a part of this import now. */
  take(importId: number, stepId: number): PhotoId[] {
    return this.#connection.column<number>('UPDATE imported_splits SET step_id = ? WHERE import_id = ? RETURNING photo_id', [stepId, importId])
  }

  /** Forgets what an import staged and nobody took. */
  forgetStaged(importId: number): void {
    this.#connection.run('DELETE FROM imported_splits WHERE import_id = ? AND step_id IS NULL', [importId])
  }

  /** What an earlier import said counts again. Returns how many photos changed. */
  undo(stepId: number): number {
    return this.#connection.run('DELETE FROM imported_splits WHERE step_id = ?', [stepId]).changes
  }

  /** Of each photo that came with a part. */
  ofPhotos(photoIds: readonly PhotoId[]): Map<PhotoId, Split> {
    const rows = this.#connection.all<{ photoId: PhotoId; part: Split }>(`${newestSql} AND photo_id IN (SELECT value FROM json_each(?)) GROUP BY photo_id`, [
      JSON.stringify(photoIds),
    ])
    return new Map(rows.map(({ photoId, part }) => [photoId, part]))
  }

  /** Photos of the whole project by part. */
  counts(): PartCounts {
    const rows = this.#connection.all<{ part: Split; photos: number }>(`SELECT part, count(*) AS photos FROM (${newestSql} GROUP BY photo_id) GROUP BY part`)
    const photosOf = (part: Split): number => rows.find((row) => row.part === part)?.photos ?? 0
    return { train: photosOf('train'), val: photosOf('val'), test: photosOf('test') }
  }
}
