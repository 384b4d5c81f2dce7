import type { ErrorCode } from '#core/contract/errors'
import type { FolderId, ImageHeader, PhotoId, SizePx } from '#core/model/photo'
import type { Connection } from './connection'
import { pathParts } from './path-parts'

/** One pass over one root folder. */
export interface Scan {
  readonly id: number
  readonly folderId: FolderId
}

/** A file as a directory listing tells it. */
export interface FoundFile {
  /** Under the root folder, with "/". */
  readonly relativePath: string
  readonly bytes: number
  readonly modifiedMs: number
}

export interface SkipReason {
  readonly code: ErrorCode
  readonly reason: string
}

export interface RefusedFile extends SkipReason {
  readonly state: 'refused' | 'damaged' | 'missing'
  /** Of its bytes, when they could be read. */
  readonly contentHash: string | null
}

export interface PendingPhoto {
  readonly id: PhotoId
  readonly folderId: FolderId
  readonly folderPath: string
  readonly relativePath: string
  /** Of the bytes it had when it was read last; null for a file never read. */
  readonly contentHash: string | null
}

export interface PhotoFacts {
  readonly contentHash: string
  readonly header: ImageHeader
  readonly upright: SizePx
}

/** A photo with the same bytes that may be the same photo under its old name. */
export interface EarlierPhoto {
  readonly id: PhotoId
  readonly isMissing: boolean
  readonly folderPath: string
  readonly relativePath: string
}

interface KnownFile {
  readonly id: PhotoId
  readonly bytes: number
  readonly modifiedMs: number
  readonly isSettled: number
}

/** Writing what scans find. Each function is one short transaction, so that a scan can end anywhere. */
export class ScanStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  begin(folderId: FolderId, startedAtMs: number): Scan {
    const { id } = this.#connection.run("INSERT INTO scans (folder_id, started_at_ms, state) VALUES (?, ?, 'running')", [folderId, startedAtMs])
    return { id, folderId }
  }

  end(scan: Scan, state: 'done' | 'failed' | 'cancelled', endedAtMs: number, found: number): void {
    this.#connection.transaction(() => {
      this.#connection.run('UPDATE scans SET state = ?, ended_at_ms = ?, found = ? WHERE scan_id = ?', [state, endedAtMs, found, scan.id])
      if (state === 'done') this.#connection.run('UPDATE folders SET last_scan_at_ms = ? WHERE folder_id = ?', [endedAtMs, scan.folderId])
    })
  }

  /** Folders whose scan was under way when the engine last ended; they are marked as interrupted. */
  takeInterrupted(): FolderId[] {
    return this.#connection.transaction(() => {
      const folderIds = this.#connection.column<number>("SELECT DISTINCT folder_id FROM scans WHERE state = 'running'")
      this.#connection.run("UPDATE scans SET state = 'interrupted' WHERE state = 'running'")
      return folderIds
    })
  }

  /** Lists new files, marks changed ones to be read again, and notes that the others are still there. Returns how many need reading. */
  recordFound(scan: Scan, files: readonly FoundFile[], nowMs: number): number {
    return this.#connection.transaction(() => {
      let toRead = 0
      for (const file of files) if (this.#recordFile(scan, file, nowMs)) toRead += 1
      return toRead
    })
  }

  /** A file that is no photo. One that was a photo before keeps its row, labels and answers, as damaged. */
  recordSkipped(scan: Scan, file: FoundFile, skip: SkipReason): void {
    this.#connection.transaction(() => {
      const known = this.#connection.get<{ id: PhotoId; content_hash: string | null }>(
        'SELECT photo_id AS id, content_hash FROM photos WHERE folder_id = ? AND relative_path = ?',
        [scan.folderId, file.relativePath],
      )
      if (known !== undefined && known.content_hash !== null) {
        this.#connection.run(
          "UPDATE photos SET state = 'damaged', code = ?, reason = ?, bytes = ?, modified_ms = ?, seen_scan = ? WHERE photo_id = ?",
          [skip.code, skip.reason, file.bytes, file.modifiedMs, scan.id, known.id],
        )
        return
      }
      if (known !== undefined) this.#connection.run('DELETE FROM photos WHERE photo_id = ?', [known.id])
      this.#connection.run(
        `INSERT INTO skipped_files (folder_id, relative_path, code, reason, bytes, modified_ms, seen_scan) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET code = excluded.code, reason = excluded.reason, bytes = excluded.bytes,
           modified_ms = excluded.modified_ms, seen_scan = excluded.seen_scan`,
        [scan.folderId, file.relativePath, skip.code, skip.reason, file.bytes, file.modifiedMs, scan.id],
      )
    })
  }

  /** After a whole pass: what was not seen is missing, skipped files that went are forgotten. */
  markUnseen(scan: Scan): void {
    this.#connection.transaction(() => {
      this.#connection.run("UPDATE photos SET state = 'missing' WHERE folder_id = ? AND seen_scan <> ? AND state <> 'missing'", [
        scan.folderId,
        scan.id,
      ])
      this.#connection.run('DELETE FROM skipped_files WHERE folder_id = ? AND seen_scan <> ?', [scan.folderId, scan.id])
    })
  }

  pendingCount(folderIds: readonly FolderId[]): number {
    return (
      this.#connection.value<number>(
        "SELECT count(*) FROM photos WHERE state = 'listed' AND folder_id IN (SELECT value FROM json_each(?))",
        [JSON.stringify(folderIds)],
      ) ?? 0
    )
  }

  /** The next photos to read, in id order behind `afterId`. */
  pending(folderIds: readonly FolderId[], afterId: PhotoId, limit: number): PendingPhoto[] {
    return this.#connection.all<PendingPhoto>(
      `SELECT photo_id AS id, photos.folder_id AS folderId, folders.path AS folderPath, relative_path AS relativePath, content_hash AS contentHash
       FROM photos JOIN folders USING (folder_id)
       WHERE state = 'listed' AND photo_id > ? AND folder_id IN (SELECT value FROM json_each(?)) ORDER BY photo_id LIMIT ?`,
      [afterId, JSON.stringify(folderIds), limit],
    )
  }

  /** The file was read and can be decoded. */
  recordPresent(photoId: PhotoId, facts: PhotoFacts): void {
    this.#connection.run(
      `UPDATE photos SET state = 'present', code = NULL, reason = NULL, content_hash = ?, format = ?, orientation = ?, width = ?, height = ?, notes = ?
       WHERE photo_id = ?`,
      [
        facts.contentHash,
        facts.header.format,
        facts.header.orientation,
        facts.upright.width,
        facts.upright.height,
        JSON.stringify(facts.header.notes),
        photoId,
      ],
    )
  }

  /** The file was read, or could not be, and will not be decoded. */
  recordRefused(photoId: PhotoId, refusal: RefusedFile): void {
    this.#connection.run('UPDATE photos SET state = ?, code = ?, reason = ?, content_hash = coalesce(?, content_hash) WHERE photo_id = ?', [
      refusal.state,
      refusal.code,
      refusal.reason,
      refusal.contentHash,
      photoId,
    ])
  }

  /** A listed file turned out to be no photo. */
  moveToSkipped(photoId: PhotoId, skip: SkipReason): void {
    this.#connection.transaction(() => {
      const row = this.#connection.get<{ folder_id: number; seen_scan: number; relative_path: string; bytes: number; modified_ms: number }>(
        'SELECT folder_id, seen_scan, relative_path, bytes, modified_ms FROM photos WHERE photo_id = ?',
        [photoId],
      )
      if (row === undefined) return
      const file = { relativePath: row.relative_path, bytes: row.bytes, modifiedMs: row.modified_ms }
      this.recordSkipped({ id: row.seen_scan, folderId: row.folder_id }, file, skip)
    })
  }

  /**
   * Photos whose last known bytes are these: missing ones, best the one of the same name, then ones in folders that this
   * scan does not visit, which may have moved as well.
   */
  earlierPhotos(contentHash: string, fileName: string, scannedFolderIds: readonly FolderId[]): EarlierPhoto[] {
    return this.#connection.all<Omit<EarlierPhoto, 'isMissing'> & { missing: number }>(
      `SELECT photo_id AS id, state = 'missing' AS missing, folders.path AS folderPath, relative_path AS relativePath
       FROM photos JOIN folders USING (folder_id)
       WHERE content_hash = ? AND (state = 'missing' OR folder_id NOT IN (SELECT value FROM json_each(?)))
       ORDER BY state = 'missing' DESC, name = ? DESC, photo_id LIMIT 5`,
      [contentHash, JSON.stringify(scannedFolderIds), fileName],
    ).map(({ missing, ...photo }) => ({ ...photo, isMissing: missing === 1 }))
  }

  /** The photo `earlierId` is now the file that was listed as `listedId`: it takes that place and keeps its own id, labels and answers. */
  adopt(listedId: PhotoId, earlierId: PhotoId): void {
    this.#connection.transaction(() => {
      const place = this.#connection.get<Record<string, string | number>>(
        `SELECT folder_id, relative_path, directory, name, sort_key, search_key, bytes, modified_ms, seen_scan FROM photos WHERE photo_id = ?`,
        [listedId],
      )
      if (place === undefined) return
      // Somebody may have labelled the file before it was read.
      this.#connection.run('UPDATE labels SET photo_id = ? WHERE photo_id = ?', [earlierId, listedId])
      this.#connection.run('DELETE FROM photos WHERE photo_id = ?', [listedId])
      this.#connection.run(
        `UPDATE photos SET folder_id = :folder_id, relative_path = :relative_path, directory = :directory, name = :name, sort_key = :sort_key,
           search_key = :search_key, bytes = :bytes, modified_ms = :modified_ms, seen_scan = :seen_scan, state = 'present'
         WHERE photo_id = :earlierId`,
        { ...place, earlierId },
      )
    })
  }

  #recordFile(scan: Scan, file: FoundFile, nowMs: number): boolean {
    const known = this.#connection.get<KnownFile>(
      `SELECT photo_id AS id, bytes, modified_ms AS modifiedMs,
         state NOT IN ('listed', 'missing') AND coalesce(code, '') <> 'cannot-read' AS isSettled
       FROM photos WHERE folder_id = ? AND relative_path = ?`,
      [scan.folderId, file.relativePath],
    )
    if (known === undefined) return this.#recordNew(scan, file, nowMs)
    const isUnchanged = known.isSettled === 1 && known.bytes === file.bytes && known.modifiedMs === file.modifiedMs
    if (isUnchanged) {
      this.#connection.run('UPDATE photos SET seen_scan = ? WHERE photo_id = ?', [scan.id, known.id])
      return false
    }
    this.#connection.run(
      "UPDATE photos SET state = 'listed', code = NULL, reason = NULL, bytes = ?, modified_ms = ?, seen_scan = ? WHERE photo_id = ?",
      [file.bytes, file.modifiedMs, scan.id, known.id],
    )
    return true
  }

  #recordNew(scan: Scan, file: FoundFile, nowMs: number): boolean {
    const stillSkipped = this.#connection.run(
      `UPDATE skipped_files SET seen_scan = ?
       WHERE folder_id = ? AND relative_path = ? AND bytes = ? AND modified_ms = ? AND code <> 'cannot-read'`,
      [scan.id, scan.folderId, file.relativePath, file.bytes, file.modifiedMs],
    )
    if (stillSkipped.changes > 0) return false
    this.#connection.run('DELETE FROM skipped_files WHERE folder_id = ? AND relative_path = ?', [scan.folderId, file.relativePath])
    const parts = pathParts(file.relativePath)
    this.#connection.run(
      `INSERT INTO photos (folder_id, relative_path, directory, name, sort_key, search_key, bytes, modified_ms, state, added_at_ms, seen_scan)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'listed', ?, ?)`,
      [scan.folderId, file.relativePath, parts.directory, parts.name, parts.sortKey, parts.searchKey, file.bytes, file.modifiedMs, nowMs, scan.id],
    )
    return true
  }
}
