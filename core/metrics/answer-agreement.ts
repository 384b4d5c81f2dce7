import type { Box, PackedMask, Tag, Task } from '#core/model/prediction'
import { agreement } from './model-agreement'

/** What is kept of an answer, best first; only segmentation has a mask. */
export interface ComparedAnswer {
  readonly tags: readonly Tag[]
  readonly boxes: readonly Box[]
  readonly mask: PackedMask | null
}

function renumbered<Item extends { readonly index: number }>(items: readonly Item[], indices: readonly number[]): readonly Item[] {
  return items.map((item) => ({ ...item, index: indices[item.index] ?? item.index }))
}

type Compare = (first: ComparedAnswer, second: ComparedAnswer, indicesInFirst: readonly number[]) => number

const comparisons: Readonly<Record<Task, Compare>> = {
  classification: (first, second, indices) =>
    agreement({ task: 'classification', tags: first.tags }, { task: 'classification', tags: renumbered(second.tags, indices) }),
  detection: (first, second, indices) =>
    agreement({ task: 'detection', boxes: first.boxes }, { task: 'detection', boxes: renumbered(second.boxes, indices) }),
  segmentation: (first, second) => {
    if (first.mask === null || second.mask === null) return first.mask === second.mask ? 1 : 0
    const sameSize = first.mask.width === second.mask.width && first.mask.height === second.mask.height
    // Masks of other sizes are about other versions of the file: nothing in them is known to be equal.
    return sameSize ? agreement({ task: 'segmentation', mask: first.mask }, { task: 'segmentation', mask: second.mask }) : 0
  },
}

/**
 * How far two kept answers of one task say the same about a photo, 0..1; see `agreement`. `indicesInFirst` gives for each class
 * of the second model its index among the classes of the first; masks must have the same classes.
 */
export function answerAgreement(task: Task, first: ComparedAnswer, second: ComparedAnswer, indicesInFirst: readonly number[]): number {
  return comparisons[task](first, second, indicesInFirst)
}
