import { firstThreshold } from '#core/model/first-threshold'

/** A score at most this far from the threshold, on either side, is near it. */
const nearBy = 0.1

/** Rounding of 32-bit scores must not move a box over a border. */
const rounding = 1e-6

/**
 * How unsure a detector is of a photo, 0..1, from the scores of its boxes: the mean of
 * - the nearness of the lowest kept score to the threshold: 1 on it, 0 at a score of 1 or when no box is kept;
 * - n / (n + 1), n being the boxes within 0.1 of the threshold, kept or not.
 *
 * Kept is what reaches `firstThreshold`: the order must not change while a slider moves.
 */
export function boxUncertainty(scores: readonly number[]): number {
  let lowestKept = 1
  let near = 0
  for (const score of scores) {
    if (score >= firstThreshold && score < lowestKept) lowestKept = score
    if (Math.abs(score - firstThreshold) <= nearBy + rounding) near++
  }
  const nearness = (1 - lowestKept) / (1 - firstThreshold)
  return (nearness + near / (near + 1)) / 2
}
