import type { FolderId } from '#core/model/photo'
import type { Connection } from './connection'

/** Folders whose photos are to be predicted once they are scanned. */
export class AnnotateWishStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  all(): FolderId[] {
    return this.#connection.column<number>('SELECT folder_id FROM annotate_wishes ORDER BY folder_id')
  }

  add(folderIds: readonly FolderId[]): void {
    for (const folderId of folderIds) this.#connection.run('INSERT INTO annotate_wishes (folder_id) VALUES (?) ON CONFLICT DO NOTHING', [folderId])
  }

  forget(folderId: FolderId): void {
    this.#connection.run('DELETE FROM annotate_wishes WHERE folder_id = ?', [folderId])
  }
}
