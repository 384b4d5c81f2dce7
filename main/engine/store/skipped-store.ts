import type { SkippedFile } from '#core/model/folder'
import type { FolderId } from '#core/model/photo'
import type { Connection } from './connection'

const everySkippedFile = `
  SELECT folder_id, relative_path, code, reason FROM skipped_files
  UNION ALL
  SELECT folder_id, relative_path, coalesce(code, 'internal'), coalesce(reason, '') FROM photos WHERE state IN ('refused', 'damaged')`

/** Files that were found and are no photos, and photos that cannot be read, each with its reason. */
export class SkippedStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  list(page: { readonly folderId?: FolderId | undefined; readonly offset: number; readonly limit: number }): {
    total: number
    files: SkippedFile[]
  } {
    const folderId = page.folderId ?? null
    const where = '(:folderId IS NULL OR folder_id = :folderId)'
    const total = this.#connection.value<number>(`SELECT count(*) FROM (${everySkippedFile}) WHERE ${where}`, { folderId }) ?? 0
    const files = this.#connection.all<SkippedFile>(
      `SELECT folder_id AS folderId, relative_path AS relativePath, code, reason FROM (${everySkippedFile})
       WHERE ${where} ORDER BY folder_id, relative_path LIMIT :limit OFFSET :offset`,
      { folderId, limit: page.limit, offset: page.offset },
    )
    return { total, files }
  }
}
