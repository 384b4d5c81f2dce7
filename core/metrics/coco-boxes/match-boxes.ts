import { intersectionArea } from '#core/geometry/rect'
import type { AreaRange, FoundBox, TruthBox } from '#core/metrics/coco-boxes/box-annotation'
import { inRange } from '#core/metrics/coco-boxes/box-annotation'

/** Truth and finds of one class in one image, with the overlap of every pair; the finds are best first. */
export interface ImageClassPair {
  readonly truth: readonly TruthBox[]
  readonly found: readonly FoundBox[]
  /** overlaps[found][truth] */
  readonly overlaps: readonly (readonly number[])[]
}

export type Verdict = 'right' | 'wrong' | 'ignored'

/** What became of the finds of one class in one image. */
export interface ImageMatches {
  readonly scores: readonly number[]
  /** verdicts[IoU threshold][found] */
  readonly verdicts: readonly (readonly Verdict[])[]
  /** Objects that should have been found. */
  readonly truthCount: number
}

/** Sorts the finds, keeps the best `limit` and measures overlaps. */
export function pairBoxes(truth: readonly TruthBox[], found: readonly FoundBox[], limit: number): ImageClassPair {
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, limit)
  return { truth, found: best, overlaps: best.map((find) => truth.map((object) => overlap(find, object))) }
}

/** Intersection over union; over the find's own area for a crowd, which may be much larger than any one object. */
function overlap(find: FoundBox, object: TruthBox): number {
  const shared = intersectionArea(find.rect, object.rect)
  if (shared === 0) return 0
  const findArea = find.rect.width * find.rect.height
  return shared / (object.crowd ? findArea : findArea + object.rect.width * object.rect.height - shared)
}

/**
 * Gives each find, best first, the free object it overlaps most, at each IoU threshold; an object that does not count
 * (crowd, other size) is taken only when no counting one is left. Finds on such objects, and unmatched ones of another
 * size, are ignored. Rules of the COCO detection evaluation (cocodataset.org/#detection-eval).
 */
export function matchBoxes(pair: ImageClassPair, range: AreaRange, thresholds: readonly number[]): ImageMatches {
  const counts = pair.truth.map((object) => !object.crowd && inRange(object.areaPx, range))
  const order = [...pair.truth.keys()].sort((a, b) => Number(counts[b]) - Number(counts[a]))
  return {
    scores: pair.found.map((find) => find.score),
    verdicts: thresholds.map((threshold) => verdictsAt(pair, range, counts, order, threshold)),
    truthCount: counts.filter(Boolean).length,
  }
}

function verdictsAt(
  pair: ImageClassPair,
  range: AreaRange,
  counts: readonly boolean[],
  order: readonly number[],
  threshold: number,
): Verdict[] {
  const taken = new Set<number>()
  return pair.found.map((find, index): Verdict => {
    const overlaps = pair.overlaps[index] ?? []
    let best = Math.min(threshold, 1 - 1e-10)
    let match = -1
    for (const object of order) {
      if (taken.has(object) && pair.truth[object]?.crowd !== true) continue
      if (match >= 0 && counts[match] === true && counts[object] !== true) break
      const shared = overlaps[object] ?? 0
      if (shared < best) continue
      best = shared
      match = object
    }
    if (match < 0) return inRange(find.rect.width * find.rect.height, range) ? 'wrong' : 'ignored'
    taken.add(match)
    return counts[match] === true ? 'right' : 'ignored'
  })
}
