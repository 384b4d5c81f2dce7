import { AppError } from '#core/contract/errors'
import type { FolderNode } from '#core/model/folder'
import type { FolderId } from '#core/model/photo'
import type { Connection } from './connection'
import { pathParts } from './path-parts'

export interface StoredFolder {
  readonly id: FolderId
  readonly path: string
  readonly lastScanAtMs: number | null
}

export interface CountedFolder extends StoredFolder {
  readonly photos: number
  /** Rows of the folder's list of files that were not taken or cannot be read. */
  readonly refused: number
}

const storedColumns = 'folder_id AS id, path, last_scan_at_ms AS lastScanAtMs'

/** Root folders of the project. */
export class FolderStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  all(): StoredFolder[] {
    return this.#connection.all<StoredFolder>(`SELECT ${storedColumns} FROM folders ORDER BY folder_id`)
  }

  counted(): CountedFolder[] {
    return this.#connection.all<CountedFolder>(
      `SELECT ${storedColumns},
         (SELECT count(*) FROM photos WHERE photos.folder_id = folders.folder_id) AS photos,
         (SELECT count(*) FROM photos WHERE photos.folder_id = folders.folder_id AND state IN ('refused', 'damaged'))
           + (SELECT count(*) FROM skipped_files WHERE skipped_files.folder_id = folders.folder_id) AS refused
       FROM folders ORDER BY folder_id`,
    )
  }

  /** Throws `not-found` for an unknown id. */
  get(folderId: FolderId): StoredFolder {
    const folder = this.#connection.get<StoredFolder>(`SELECT ${storedColumns} FROM folders WHERE folder_id = ?`, [folderId])
    if (folder === undefined) throw new AppError('not-found', 'This folder is no longer in the project.', { hint: 'Refresh the list.' })
    return folder
  }

  add(path: string, addedAtMs: number): FolderId {
    return this.#connection.run('INSERT INTO folders (path, added_at_ms) VALUES (?, ?)', [path, addedAtMs]).id
  }

  /**
   * Moves everything of a root folder into another root above it: photos keep their ids, labels and answers.
   * `prefix` is the way from the upper root to the inner one, with "/" and without a trailing one.
   */
  moveInto(innerId: FolderId, upperId: FolderId, prefix: string): void {
    this.#connection.transaction(() => {
      const photos = this.#connection.all<{ id: number; path: string }>(
        'SELECT photo_id AS id, relative_path AS path FROM photos WHERE folder_id = ?',
        [innerId],
      )
      for (const photo of photos) {
        const path = `${prefix}/${photo.path}`
        const parts = pathParts(path)
        this.#connection.run(
          'UPDATE photos SET folder_id = ?, relative_path = ?, directory = ?, sort_key = ?, search_key = ? WHERE photo_id = ?',
          [upperId, path, parts.directory, parts.sortKey, parts.searchKey, photo.id],
        )
      }
      this.#connection.run('DELETE FROM folders WHERE folder_id = ?', [innerId])
    })
  }

  /** Deletes up to `limit` photos of a folder with all that hangs on them; returns how many went. */
  removeSomePhotos(folderId: FolderId, limit: number): number {
    return this.#connection.run(
      'DELETE FROM photos WHERE photo_id IN (SELECT photo_id FROM photos WHERE folder_id = ? LIMIT ?)',
      [folderId, limit],
    ).changes
  }

  remove(folderId: FolderId): void {
    this.#connection.run('DELETE FROM folders WHERE folder_id = ?', [folderId])
  }

  photoCount(folderId: FolderId): number {
    return this.#connection.value<number>('SELECT count(*) FROM photos WHERE folder_id = ?', [folderId]) ?? 0
  }

  /** Every sub-folder that has photos in or below it, the root first, in path order. */
  tree(folderId: FolderId): FolderNode[] {
    const directories = this.#connection.all<{ directory: string; photos: number }>(
      'SELECT directory, count(*) AS photos FROM photos WHERE folder_id = ? GROUP BY directory',
      [folderId],
    )
    const totals = new Map<string, number>([['', 0]])
    for (const { directory, photos } of directories) {
      for (let path = directory; ; path = pathParts(path).directory) {
        totals.set(path, (totals.get(path) ?? 0) + photos)
        if (path === '') break
      }
    }
    return [...totals]
      .map(([path, photos]) => ({ folderId, path, photos, key: pathParts(path).sortKey }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ key: _key, ...node }) => node)
  }
}
