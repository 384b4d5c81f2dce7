import type { SplitOrder } from '#core/contract/datasets'
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
}

/**
 * Deals photos out to the parts, near-duplicates together as far as their fingerprints are known. `files` are names that stay
 * the same from one time to the next. Throws `bad-input` for shares that are all zero.
 */
export async function splitPhotos(store: Store, files: ReadonlyMap<string, PhotoId>, { seed, shares }: SplitOrder): Promise<SplitPhotos> {
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
