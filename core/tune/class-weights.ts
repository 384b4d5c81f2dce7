import type { Balance } from '#core/model/tune-choices'

const rules: Readonly<Record<Balance, (counts: readonly number[]) => number[]>> = {
  photos: (counts) => counts.map(() => 1),
  classes: (counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    const present = counts.filter((count) => count > 0).length
    return counts.map((count) => (count === 0 ? 1 : total / (present * count)))
  },
}

/**
 * Weight of each class in the loss from its count in the training photos: 1 each, or so that every class counts the same altogether
 * (photos / (classes * photos of the class), whose mean over the photos is 1).
 */
export function classWeights(counts: readonly number[], balance: Balance): number[] {
  return rules[balance](counts)
}
