import { AppError } from '#core/contract/errors'
import { photoFilter, photoSort, type PhotoFilter, type PhotoSort } from '#core/contract/filter'
import type { SavedFilter } from '#core/contract/saved-filters'
import type { Connection } from './connection'

interface SavedFilterRow {
  readonly id: number
  readonly name: string
  readonly filter: string
  readonly sort: string
}

/** A part that no longer fits its type is left out rather than the whole. */
function savedFilterOfRow({ id, name, filter, sort }: SavedFilterRow): SavedFilter {
  const kept: Record<string, unknown> = {}
  for (const [part, value] of Object.entries(JSON.parse(filter) as Record<string, unknown>)) {
    if (photoFilter.safeParse({ [part]: value }).success) kept[part] = value
  }
  const order = photoSort.safeParse(JSON.parse(sort))
  return { id, name, filter: photoFilter.parse(kept), sort: order.success ? order.data : { by: 'name', direction: 'ascending' } }
}

/** Views of the library that people gave names. */
export class SavedFilterStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** By name. */
  list(): SavedFilter[] {
    return this.#connection
      .all<SavedFilterRow>('SELECT filter_id AS id, name, filter, sort FROM saved_filters ORDER BY name COLLATE NOCASE, name')
      .map(savedFilterOfRow)
  }

  save(name: string, filter: PhotoFilter, sort: PhotoSort): SavedFilter {
    this.#connection.run(
      `INSERT INTO saved_filters (name, filter, sort) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET filter = excluded.filter, sort = excluded.sort`,
      [name, JSON.stringify(filter), JSON.stringify(sort)],
    )
    const row = this.#connection.get<SavedFilterRow>('SELECT filter_id AS id, name, filter, sort FROM saved_filters WHERE name = ?', [name])
    if (row === undefined) throw new AppError('internal', `The filter "${name}" was not saved.`)
    return savedFilterOfRow(row)
  }

  remove(filterId: number): void {
    this.#connection.run('DELETE FROM saved_filters WHERE filter_id = ?', [filterId])
  }
}
