import type { ImageMatches } from '#core/metrics/coco-boxes/match-boxes'
import { linspace } from '#core/metrics/linspace'

/** How good one class is at one IoU threshold. */
export interface PrecisionRecall {
  /** Mean precision at 101 evenly spaced recalls. */
  readonly averagePrecision: number
  /** The highest recall reached. */
  readonly recall: number
}

const recallPoints = linspace(0, 1, 101)

/** Verdicts of all images of one class, best score first; ties in the order of the images. */
interface Ranking {
  readonly truthCount: number
  /** order[i] = [image, find] of the i-th best find. */
  readonly order: readonly (readonly [image: number, find: number])[]
}

/**
 * Precision and recall of one class per IoU threshold, from at most `limit` finds per image; null when no object of
 * the class counts. Precision is made non-increasing before it is read at the recall points.
 */
export function precisionRecall(images: readonly ImageMatches[], limit: number): PrecisionRecall[] | null {
  const ranking = rank(images, limit)
  if (ranking.truthCount === 0) return null
  const thresholds = images[0]?.verdicts.length ?? 0
  return Array.from({ length: thresholds }, (_, threshold) => curve(images, ranking, threshold))
}

function rank(images: readonly ImageMatches[], limit: number): Ranking {
  const order = images.flatMap((matches, image) => matches.scores.slice(0, limit).map((score, find) => ({ image, find, score })))
  order.sort((a, b) => b.score - a.score)
  return {
    truthCount: images.reduce((sum, matches) => sum + matches.truthCount, 0),
    order: order.map(({ image, find }) => [image, find] as const),
  }
}

function curve(images: readonly ImageMatches[], ranking: Ranking, threshold: number): PrecisionRecall {
  const recalls: number[] = []
  const precisions: number[] = []
  let right = 0
  let wrong = 0
  for (const [image, find] of ranking.order) {
    const verdict = images[image]?.verdicts[threshold]?.[find]
    if (verdict === 'right') right++
    if (verdict === 'wrong') wrong++
    recalls.push(right / ranking.truthCount)
    // The addend keeps 0 / 0 at 0.
    precisions.push(right / (wrong + right + Number.EPSILON))
  }
  for (let index = precisions.length - 2; index >= 0; index--) {
    precisions[index] = Math.max(precisions[index] ?? 0, precisions[index + 1] ?? 0)
  }
  let at = 0
  let sum = 0
  for (const recall of recallPoints) {
    while (at < recalls.length && (recalls[at] ?? 0) < recall) at++
    sum += precisions[at] ?? 0
  }
  return { averagePrecision: sum / recallPoints.length, recall: recalls.at(-1) ?? 0 }
}
