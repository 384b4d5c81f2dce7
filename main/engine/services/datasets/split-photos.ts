import type { SplitOrder, SplitWay } from '#core/contract/datasets'
import { AppError } from '#core/contract/errors'
import { splitDistanceBits } from '#core/duplicates/fingerprint'
import { assignSplits, type Split } from '#core/formats/labels/assign-splits'
import type { PhotoId } from '#core/model/photo'
import type { Store } from '../../store/store'
import { groupPhotos } from './fingerprint-photos'

export interface SplitPhotos {
  readonly parts: ReadonlyMap<PhotoId, Split>
  readonly groupedPhotos: number
  readonly ungroupedPhotos: number
  /** Came without a part where the parts are those of the import. */
  readonly partlessPhotos: number
}

/**
 * The part of each photo. `files` are names that stay the same from one time to the next. Throws `bad-input` for shares that are
 * all zero, and for parts as imported where no photo came with one.
 */
export async function splitPhotos(store: Store, files: ReadonlyMap<string, PhotoId>, way: SplitWay): Promise<SplitPhotos> {
  return way === 'as-imported' ? splitAsImported(store, [...files.values()]) : dealOut(store, files, way)
}

function splitAsImported(store: Store, ids: readonly PhotoId[]): SplitPhotos {
  const known = store.importedSplits.ofPhotos(ids)
  if (known.size === 0) {
    throw new AppError('bad-input', 'None of these photos came with a part.', { hint: 'Import labels whose folders or files say train, val or test, or deal the photos out.' })
  }
  return { parts: new Map(ids.map((id) => [id, known.get(id) ?? 'train'])), groupedPhotos: 0, ungroupedPhotos: 0, partlessPhotos: ids.length - known.size }
}

/** Near-duplicates together as far as their fingerprints are known. */
async function dealOut(store: Store, files: ReadonlyMap<string, PhotoId>, { seed, shares }: SplitOrder): Promise<SplitPhotos> {
  if (shares.train + shares.val + shares.test === 0) throw new AppError('bad-input', 'One part at least needs a share above 0.')
  const { groups, pending } = await groupPhotos({ store }, [...files.values()], splitDistanceBits)
  const groupOf = new Map<PhotoId, number>()
  for (const [number, { ids }] of groups.entries()) for (const id of ids) groupOf.set(id, number)
  const names = groupNames(files, groupOf)
  const items = [...files].map(([file, id]) => ({ file, group: names.get(groupOf.get(id) ?? -1) ?? null }))
  const assigned = assignSplits(items, shares, seed)
  return {
    parts: new Map([...files].map(([file, id]) => [id, assigned.get(file) ?? 'train'])),
    groupedPhotos: groupOf.size,
    ungroupedPhotos: pending.length,
    partlessPhotos: 0,
  }
}

/** A group goes by the first of its names, whatever order the photos come in. */
function groupNames(files: ReadonlyMap<string, PhotoId>, groupOf: ReadonlyMap<PhotoId, number>): Map<number, string> {
  const names = new Map<number, string>()
  for (const [file, id] of files) {
    const group = groupOf.get(id)
    if (group === undefined) continue
    const known = names.get(group)
    if (known === undefined || file < known) names.set(group, file)
  }
  return names
}
