import { hammingDistance, type Fingerprint } from './fingerprint'

/** An item to group; null bits mean that only equal content makes it a duplicate. */
export interface FingerprintedItem {
  readonly id: number
  readonly contentHash: string
  readonly bits: Fingerprint | null
}

export interface NearDuplicateGroup {
  /** In the order given. */
  readonly ids: readonly number[]
  /** Largest step by which an item joined the group, in bits. */
  readonly distance: number
  readonly identical: boolean
}

const parts = 4
const partBits = 16

/**
 * Groups of items of which each is at most `distanceAtMost` (0 to 11) bits from some other of the group, largest first.
 * Distances are found by parts: of two fingerprints so close, one of the four 16-bit parts differs in at most a quarter of
 * the bits (M. Norouzi, A. Punjani, D. Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", CVPR 2012). Yields
 * undefined now and then so that the caller may do something else, at last the groups.
 */
export function* nearDuplicateGroups(items: readonly FingerprintedItem[], distanceAtMost: number): Generator<undefined, NearDuplicateGroup[], undefined> {
  const sets = new DisjointSets(items.length)
  const distinct = joinEqual(items, sets)
  const index = new PartIndex(distanceAtMost)
  for (const [number, position] of distinct.entries()) {
    const bits = items[position]?.bits
    if (bits === null || bits === undefined) continue
    for (const other of index.candidates(bits)) {
      const otherBits = items[other]?.bits
      const distance = otherBits === null || otherBits === undefined ? Infinity : hammingDistance(bits, otherBits)
      if (distance <= distanceAtMost) sets.join(position, other, distance)
    }
    index.add(bits, position)
    if (number % 500 === 499) yield
  }
  return groupsOf(items, sets)
}

/** Joins items of equal content or equal bits; gives one position for each different fingerprint. */
function joinEqual(items: readonly FingerprintedItem[], sets: DisjointSets): number[] {
  const byContent = new Map<string, number>()
  const byBits = new Map<number, Map<number, number>>()
  const distinct: number[] = []
  for (const [position, { contentHash, bits }] of items.entries()) {
    const same = byContent.get(contentHash)
    if (same === undefined) byContent.set(contentHash, position)
    else sets.join(same, position, 0)
    if (bits === null) continue
    const row = byBits.get(bits.high) ?? new Map<number, number>()
    byBits.set(bits.high, row)
    const alike = row.get(bits.low)
    if (alike !== undefined) {
      sets.join(alike, position, 0)
      continue
    }
    row.set(bits.low, position)
    distinct.push(position)
  }
  return distinct
}

class PartIndex {
  private readonly buckets = Array.from({ length: parts }, () => new Map<number, number[]>())
  private readonly masks: readonly number[]

  constructor(distanceAtMost: number) {
    this.masks = masksWithBits(Math.floor(distanceAtMost / parts))
  }

  *candidates(bits: Fingerprint): Iterable<number> {
    for (const [part, bucket] of this.buckets.entries()) {
      const value = partOf(bits, part)
      for (const mask of this.masks) yield* bucket.get(value ^ mask) ?? []
    }
  }

  add(bits: Fingerprint, position: number): void {
    for (const [part, bucket] of this.buckets.entries()) {
      const value = partOf(bits, part)
      const known = bucket.get(value)
      if (known === undefined) bucket.set(value, [position])
      else known.push(position)
    }
  }
}

function partOf({ high, low }: Fingerprint, part: number): number {
  const half = part < 2 ? high : low
  return part % 2 === 0 ? half >>> partBits : half & 0xffff
}

/** All 16-bit numbers with at most `most` bits set. */
function masksWithBits(most: number): number[] {
  let level = [{ mask: 0, next: 0 }]
  const masks = [0]
  for (let count = 0; count < most; count++) {
    level = level.flatMap(({ mask, next }) => Array.from({ length: partBits - next }, (_, offset) => ({ mask: mask | (1 << (next + offset)), next: next + offset + 1 })))
    masks.push(...level.map(({ mask }) => mask))
  }
  return masks
}

/** Sets that are joined two by two; each remembers the longest step that made it. */
class DisjointSets {
  private readonly parents: Int32Array
  private readonly longest: Uint8Array

  constructor(count: number) {
    this.parents = Int32Array.from({ length: count }, (_, position) => position)
    this.longest = new Uint8Array(count)
  }

  find(position: number): number {
    let root = position
    while (this.parents[root] !== root) {
      const above = this.parents[root] ?? root
      this.parents[root] = this.parents[above] ?? above
      root = above
    }
    return root
  }

  join(a: number, b: number, distance: number): void {
    const [first, second] = [this.find(a), this.find(b)]
    if (first === second) return
    this.parents[Math.max(first, second)] = Math.min(first, second)
    this.longest[Math.min(first, second)] = Math.max(this.longest[first] ?? 0, this.longest[second] ?? 0, distance)
  }

  longestOf(root: number): number {
    return this.longest[root] ?? 0
  }
}

function groupsOf(items: readonly FingerprintedItem[], sets: DisjointSets): NearDuplicateGroup[] {
  const members = new Map<number, FingerprintedItem[]>()
  for (const [position, item] of items.entries()) {
    const root = sets.find(position)
    const known = members.get(root)
    if (known === undefined) members.set(root, [item])
    else known.push(item)
  }
  return [...members]
    .filter(([, group]) => group.length > 1)
    .map(([root, group]) => ({
      ids: group.map(({ id }) => id),
      distance: sets.longestOf(root),
      identical: group.every(({ contentHash }) => contentHash === group[0]?.contentHash),
    }))
    .sort((a, b) => b.ids.length - a.ids.length || (a.ids[0] ?? 0) - (b.ids[0] ?? 0))
}
