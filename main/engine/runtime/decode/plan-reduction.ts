import { maxDecodedPixels } from '#core/formats/images/limits'
import type { SizePx } from '#core/model/photo'

/** How far a photo is reduced while it is decoded: by a whole power of two, sizes rounded up. */
export interface Reduction {
  readonly factor: number
  readonly target: SizePx
}

function reducedBy(stored: SizePx, factor: number): Reduction {
  return { factor, target: { width: Math.ceil(stored.width / factor), height: Math.ceil(stored.height / factor) } }
}

function covers(size: SizePx, needed: SizePx): boolean {
  return size.width >= needed.width && size.height >= needed.height
}

/**
 * The strongest reduction whose result still covers `needed` on both sides; more than that
 * only where the result would exceed the memory budget of a decoded picture.
 *
 * @param stored size of the stored raster
 * @param needed smallest size that suffices, in the frame of the stored raster
 */
export function planReduction(stored: SizePx, needed: SizePx): Reduction {
  let plan = reducedBy(stored, 1)
  for (;;) {
    const next = reducedBy(stored, plan.factor * 2)
    const isOverBudget = plan.target.width * plan.target.height > maxDecodedPixels
    const canShrink = Math.max(plan.target.width, plan.target.height) > 1
    if (!canShrink || (!isOverBudget && !covers(next.target, needed))) return plan
    plan = next
  }
}
