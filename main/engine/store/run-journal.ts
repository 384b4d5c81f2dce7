import type { PhotoScope } from '#core/contract/filter'
import type { PhotoId } from '#core/model/photo'
import type { RunFailure, RunId } from '#core/model/run'
import type { Connection } from './connection'
import type { FailedAnswer } from './prediction-store'
import { pairCondition, scopeCondition } from './run-scope-sql'
import type { RunModel, StoredRun } from './run-store'

/** A photo handed out to be answered. */
export interface Claim {
  readonly photoId: PhotoId
  readonly modelKeys: readonly number[]
  readonly folderPath: string
  readonly relativePath: string
  /** Of the bytes the last scan saw. */
  readonly contentHash: string | null
}

/** A photo the engine died over again and again. */
export interface Condemned {
  readonly runId: RunId
  readonly photoId: PhotoId
  readonly modelKeys: readonly number[]
  readonly contentHash: string | null
}

/** `open` photos go in order; `suspect` ones were in hand when the engine died and go alone, at the end. */
export type Queue = 'open' | 'suspect'

const itemState = { open: 0, done: 1, failed: 2, suspect: 3 } as const

/** The first death hits every photo that was in hand, the others one photo alone: two of those condemn it. */
const deathsAtMost = 3

const photosPerListing = 5000

/** The photo and model pairs of runs: what is open, what is in hand, what ended how. Kept so that a killed engine loses only what was in hand. */
export class RunJournal {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** How much a run would do that is not answered yet. */
  preview(scope: PhotoScope, models: readonly RunModel[]): { photos: number; pending: number } {
    const where = scopeCondition(this.#connection, scope)
    const photos = this.#connection.value<number>(`SELECT count(*) FROM photos WHERE ${where.sql}`, where.values) ?? 0
    const pending = this.#connection.value<number>(
      `SELECT count(*) FROM (SELECT value ->> 0 AS model_key, value ->> 1 AS settings FROM json_each(?)) AS wanted CROSS JOIN photos
       WHERE ${where.sql} AND ${pairCondition.missing}`,
      [JSON.stringify(models.map(({ modelKey, settings }) => [modelKey, settings])), ...where.values],
    )
    return { photos, pending: pending ?? 0 }
  }

  /** Puts the next photos of the run's scope into the journal; false when there are none left. */
  listMore(run: StoredRun): boolean {
    const from = run.listedTo
    if (from === null) return false
    return this.#connection.transaction(() => {
      const last = this.#connection.value<number>('SELECT photo_id FROM photos WHERE photo_id > ? ORDER BY photo_id LIMIT 1 OFFSET ?', [
        from,
        photosPerListing - 1,
      ])
      const where = scopeCondition(this.#connection, run.scope)
      const { changes } = this.#connection.run(
        `INSERT INTO run_items (run_id, photo_id, model_key)
         SELECT wanted.run_id, photos.photo_id, wanted.model_key FROM photos CROSS JOIN run_models AS wanted
         WHERE photos.photo_id > ? AND photos.photo_id <= ? AND ${where.sql} AND wanted.run_id = ? AND ${pairCondition[run.redo]}
         ORDER BY photos.photo_id, wanted.model_key`,
        [from, last ?? Number.MAX_SAFE_INTEGER, ...where.values, run.id],
      )
      this.#connection.run('UPDATE runs SET total = total + ?, listed_to = ? WHERE run_id = ?', [changes, last ?? null, run.id])
      return last !== undefined
    })
  }

  /** Hands out the next photos behind `afterId`, in id order, and notes that they are in hand. */
  claim(runId: RunId, queue: Queue, afterId: PhotoId, limit: number): Claim[] {
    return this.#connection.transaction(() => {
      const rows = this.#connection.all<Omit<Claim, 'modelKeys'> & { modelKeys: string }>(
        `SELECT photos.photo_id AS photoId, open.model_keys AS modelKeys, folders.path AS folderPath, photos.relative_path AS relativePath,
           photos.content_hash AS contentHash
         FROM (SELECT photo_id, json_group_array(model_key) AS model_keys FROM run_items
               WHERE run_id = ? AND state = ? AND photo_id > ? GROUP BY photo_id ORDER BY photo_id LIMIT ?) AS open
         CROSS JOIN photos USING (photo_id) JOIN folders USING (folder_id) ORDER BY photos.photo_id`,
        [runId, itemState[queue], afterId, limit],
      )
      for (const row of rows) {
        this.#connection.run('INSERT INTO run_in_hand (run_id, photo_id, in_hand) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET in_hand = 1', [
          runId,
          row.photoId,
        ])
      }
      return rows.map((row) => ({ ...row, modelKeys: JSON.parse(row.modelKeys) as readonly number[] }))
    })
  }

  /** Ends one pair; false when it is no longer open, because the photo or the run went. */
  finish(runId: RunId, photoId: PhotoId, modelKey: number, failure: FailedAnswer | null): boolean {
    const { changes } = this.#connection.run(
      'UPDATE run_items SET state = ?, code = ?, reason = ? WHERE run_id = ? AND photo_id = ? AND model_key = ? AND state IN (0, 3)',
      [failure === null ? itemState.done : itemState.failed, failure?.code ?? null, failure?.reason ?? null, runId, photoId, modelKey],
    )
    return changes > 0
  }

  /** After the pairs of photos have ended: they are out of hand, and the run's counts go on. */
  settle(runId: RunId, photoIds: readonly PhotoId[], counts: { readonly done: number; readonly failed: number }): void {
    for (const photoId of photoIds) this.#connection.run('DELETE FROM run_in_hand WHERE run_id = ? AND photo_id = ?', [runId, photoId])
    this.#connection.run('UPDATE runs SET done = done + ?, failed = failed + ? WHERE run_id = ?', [counts.done, counts.failed, runId])
  }

  /** Gives back what was handed out: the engine stops in good order and nothing is suspect. */
  release(runId: RunId): void {
    this.#connection.transaction(() => {
      this.#connection.run('DELETE FROM run_in_hand WHERE run_id = ? AND deaths = 0', [runId])
      this.#connection.run('UPDATE run_in_hand SET in_hand = 0 WHERE run_id = ?', [runId])
    })
  }

  /** Opens the failed pairs of a run again; returns how many. */
  reopenFailed(runId: RunId): number {
    return this.#connection.transaction(() => {
      const { changes } = this.#connection.run('UPDATE run_items INDEXED BY run_items_open SET state = 0, code = NULL, reason = NULL WHERE run_id = ? AND state = 2', [runId])
      this.#connection.run('UPDATE runs SET failed = failed - ? WHERE run_id = ?', [changes, runId])
      return changes
    })
  }

  openPairs(runId: RunId): number {
    return this.#connection.value<number>('SELECT count(*) FROM run_items WHERE run_id = ? AND state IN (0, 3)', [runId]) ?? 0
  }

  /**
   * To be called once when the project is opened: runs that were under way are interrupted, photos that were in hand are
   * suspects. Returns those that the engine died over too often; they have failed.
   */
  recover(reason: FailedAnswer): Condemned[] {
    return this.#connection.transaction(() => {
      this.#connection.run("UPDATE runs SET state = 'interrupted' WHERE state IN ('running', 'paused')")
      this.#connection.run('UPDATE run_in_hand SET in_hand = 0, deaths = deaths + 1 WHERE in_hand = 1')
      this.#connection.run('UPDATE run_items SET state = 3 WHERE state = 0 AND (run_id, photo_id) IN (SELECT run_id, photo_id FROM run_in_hand)')
      return this.#condemned().map((condemned) => {
        const { runId, photoId, modelKeys } = condemned
        for (const modelKey of modelKeys) this.finish(runId, photoId, modelKey, reason)
        this.settle(runId, [photoId], { done: 0, failed: modelKeys.length })
        return condemned
      })
    })
  }

  failures(runId: RunId, offset: number, limit: number): { total: number; failures: RunFailure[] } {
    const total = this.#connection.value<number>('SELECT count(*) FROM run_items WHERE run_id = ? AND state = 2', [runId]) ?? 0
    const failures = this.#connection.all<RunFailure>(
      `SELECT run_items.photo_id AS photoId, photos.relative_path AS relativePath, models.model_id AS modelId, run_items.code AS code, run_items.reason AS reason
       FROM run_items INDEXED BY run_items_open JOIN photos ON photos.photo_id = run_items.photo_id JOIN models ON models.model_key = run_items.model_key
       WHERE run_items.run_id = ? AND run_items.state = 2 ORDER BY run_items.photo_id, run_items.model_key LIMIT ? OFFSET ?`,
      [runId, limit, offset],
    )
    return { total, failures }
  }

  #condemned(): Condemned[] {
    return this.#connection
      .all<Omit<Condemned, 'modelKeys'> & { modelKeys: string }>(
        `SELECT hand.run_id AS runId, hand.photo_id AS photoId, photos.content_hash AS contentHash,
           (SELECT json_group_array(model_key) FROM run_items WHERE run_items.run_id = hand.run_id AND run_items.photo_id = hand.photo_id AND state = 3) AS modelKeys
         FROM run_in_hand AS hand JOIN photos USING (photo_id) WHERE hand.deaths >= ?`,
        [deathsAtMost],
      )
      .map((row) => ({ ...row, modelKeys: JSON.parse(row.modelKeys) as readonly number[] }))
  }
}
