import type { DatasetImage } from '#core/model/dataset'

export type Split = NonNullable<DatasetImage['split']>

/** Shares of the parts; they are scaled to add up to 1. */
export interface SplitShares {
  readonly train: number
  readonly val: number
  readonly test: number
}

export interface SplitItem {
  readonly file: string
  /** Items of one group, such as near-duplicates, go to one part; null for an item on its own. */
  readonly group: string | null
}

/**
 * Deals items out to train, val and test: the same for the same items, shares and seed, in whatever order the items come,
 * and never two items of a group apart. Each group goes to the part that is furthest below its share. Throws RangeError
 * for shares that are negative or all zero.
 */
export function assignSplits(items: readonly SplitItem[], shares: SplitShares, seed: number): ReadonlyMap<string, Split> {
  const total = shares.train + shares.val + shares.test
  if (!(total > 0) || Math.min(shares.train, shares.val, shares.test) < 0) throw new RangeError('shares of parts are not negative and not all zero')
  const wanted: Record<Split, number> = {
    train: (shares.train / total) * items.length,
    val: (shares.val / total) * items.length,
    test: (shares.test / total) * items.length,
  }
  const assigned = new Map<string, Split>()
  for (const group of shuffledGroups(items, seed)) {
    const split = neediest(wanted)
    wanted[split] -= group.length
    for (const { file } of group) assigned.set(file, split)
  }
  return assigned
}

/** Large groups come first, since they fit badly at the end; equal ones in an order that only the seed and their names decide. */
function shuffledGroups(items: readonly SplitItem[], seed: number): SplitItem[][] {
  const groups = new Map<string, SplitItem[]>()
  for (const item of items) {
    // Two letters keep the names of files and of groups apart.
    const key = item.group === null ? `f ${item.file}` : `g ${item.group}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  const order = [...groups].map(([key, members]) => ({ key, members, rank: hashText(key, seed) }))
  order.sort((a, b) => b.members.length - a.members.length || a.rank - b.rank || (a.key < b.key ? -1 : 1))
  return order.map(({ members }) => members)
}

function neediest(wanted: Readonly<Record<Split, number>>): Split {
  const order = ['train', 'val', 'test'] as const
  return order.reduce((best, split) => (wanted[split] > wanted[best] ? split : best))
}

/** A number in 0 .. 2^32 from a text and a seed: FNV-1a with the final mixing of MurmurHash3. */
function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
