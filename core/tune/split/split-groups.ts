import { seededRandom } from '#core/random/seeded-random'
import { shuffledIndexes } from '../shuffled-indexes'

export const tuneParts = ['train', 'validation', 'test'] as const
export type TunePart = (typeof tuneParts)[number]

/** Photos that must stay together: near-duplicates, a burst, or one photo. */
export interface PhotoGroup {
  /** Classes of each of its photos. */
  readonly photos: readonly (readonly number[])[]
}

export interface SplitShares {
  readonly validation: number
  readonly test: number
}

type Counts = Record<TunePart, number>

/**
 * A part for each group, so that every class is spread over the parts by the shares as evenly as whole groups allow: iterative
 * stratification, the rarest class first (K. Sechidis, G. Tsoumakas, I. Vlahavas, "On the Stratification of Multi-Label Data",
 * ECML PKDD 2011, algorithm 1). Equal seeds and groups give an equal split.
 */
export function splitGroups(groups: readonly PhotoGroup[], { validation, test }: SplitShares, seed: number): TunePart[] {
  const shares: Counts = { train: 1 - validation - test, validation, test }
  const random = seededRandom(seed)
  const order = shuffledIndexes(groups.length, random).sort((a, b) => (groups[b]?.photos.length ?? 0) - (groups[a]?.photos.length ?? 0))
  const total = groups.reduce((sum, { photos }) => sum + photos.length, 0)
  const wanted = scaled(shares, total)
  const classWanted = new Map<number, Counts>()
  for (const [index, photos] of photosPerClass(groups)) classWanted.set(index, scaled(shares, photos))
  const parts: (TunePart | undefined)[] = groups.map(() => undefined)
  const assign = (group: number, part: TunePart): void => {
    parts[group] = part
    for (const classes of groups[group]?.photos ?? []) {
      wanted[part]--
      for (const index of new Set(classes)) {
        const counts = classWanted.get(index)
        if (counts !== undefined) counts[part]--
      }
    }
  }
  for (;;) {
    const rarest = rarestClass(groups, parts)
    if (rarest === null) break
    for (const group of order) {
      const holds = groups[group]?.photos.some((classes) => classes.includes(rarest)) === true
      if (holds && parts[group] === undefined) assign(group, neediest(classWanted.get(rarest) ?? wanted, wanted))
    }
  }
  for (const group of order) if (parts[group] === undefined) assign(group, neediest(wanted, wanted))
  return parts.map((part) => part ?? 'train')
}

function scaled({ train, validation, test }: Counts, count: number): Counts {
  return { train: train * count, validation: validation * count, test: test * count }
}

function photosPerClass(groups: readonly PhotoGroup[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { photos } of groups) for (const classes of photos) for (const index of new Set(classes)) counts.set(index, (counts.get(index) ?? 0) + 1)
  return counts
}

/** Of the groups without a part; null when none of them has a class. */
function rarestClass(groups: readonly PhotoGroup[], parts: readonly (TunePart | undefined)[]): number | null {
  const counts = [...photosPerClass(groups.filter((_, index) => parts[index] === undefined))]
  if (counts.length === 0) return null
  return counts.reduce((best, next) => (next[1] < best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best))[0]
}

function neediest(first: Readonly<Counts>, second: Readonly<Counts>): TunePart {
  return tuneParts.reduce((best, part) => (first[part] > first[best] || (first[part] === first[best] && second[part] > second[best]) ? part : best))
}
