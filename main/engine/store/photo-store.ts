import type { ErrorCode } from '#core/contract/errors'
import { AppError } from '#core/contract/errors'
import type { FolderId, Photo, PhotoId } from '#core/model/photo'
import type { Connection } from './connection'
import { photoColumns, photoOfRow, type PhotoRow } from './photo-row'

/** A photo with what is needed to open its file. */
export interface LocatedPhoto {
  readonly photo: Photo
  readonly folderPath: string
  /** Why it cannot be decoded, for states refused and damaged. */
  readonly code: ErrorCode | null
}

/** Reading photos by id. */
export class PhotoStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Photos in the order asked; unknown ids are left out. */
  byIds(photoIds: readonly PhotoId[]): Photo[] {
    return this.#connection
      .all<PhotoRow>(
        `SELECT ${photoColumns} FROM json_each(?) AS asked CROSS JOIN photos ON photos.photo_id = asked.value ORDER BY asked.key`,
        [JSON.stringify(photoIds)],
      )
      .map(photoOfRow)
  }

  /** Throws `not-found` for an unknown id. */
  located(photoId: PhotoId): LocatedPhoto {
    const row = this.#connection.get<PhotoRow & { folder_path: string }>(
      `SELECT ${photoColumns}, (SELECT path FROM folders WHERE folders.folder_id = photos.folder_id) AS folder_path
       FROM photos WHERE photo_id = ?`,
      [photoId],
    )
    if (row === undefined) throw new AppError('not-found', 'This photo is no longer in the project.', { hint: 'Refresh the list.' })
    return { photo: photoOfRow(row), folderPath: row.folder_path, code: row.code as ErrorCode | null }
  }

  /** The photo at a path below a root folder, with "/" between; null when the project has none there. */
  idAt(folderId: FolderId, relativePath: string): PhotoId | null {
    return this.#connection.value<number>('SELECT photo_id FROM photos WHERE folder_id = ? AND relative_path = ?', [folderId, relativePath]) ?? null
  }

  count(): number {
    return this.#connection.value<number>('SELECT count(*) FROM photos') ?? 0
  }
}
