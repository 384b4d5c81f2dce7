import { maxDecodedPixels } from '#core/formats/images/limits'
import type { SizePx } from '#core/model/photo'

/** How far a photo is reduced while it is decoded. */
export interface Reduction {
  readonly factor: number
  readonly target: SizePx
}

/** By how much a decoder may reduce. */
export interface ReductionSteps {
  /** Growing, 1 at step 0. */
  factorAt(step: number): number
  /** Makes whole pixels of a reduced side. */
  toPixels(side: number): number
}

export const powersOfTwo: ReductionSteps = { factorAt: (step) => 2 ** step, toPixels: Math.ceil }

/**
 * For JPEGs through sharp, which lets libjpeg leave out coefficients by 2, 4 or 8 when the photo is reduced by 3, 5 or 9 at least
 * (`shrinkOnLoad` of its pipeline halves the scale that would be exact). What is left is done by its resize.
 */
export const jpegSteps: ReductionSteps = {
  factorAt: (step) => [1, 3, 5, 9][step] ?? 2 ** step,
  toPixels: (side) => Math.max(1, Math.floor(side)),
}

function reducedBy(stored: SizePx, factor: number, { toPixels }: ReductionSteps): Reduction {
  return { factor, target: { width: toPixels(stored.width / factor), height: toPixels(stored.height / factor) } }
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
export function planReduction(stored: SizePx, needed: SizePx, steps: ReductionSteps): Reduction {
  let plan = reducedBy(stored, steps.factorAt(0), steps)
  for (let step = 1; ; step++) {
    const next = reducedBy(stored, steps.factorAt(step), steps)
    const isOverBudget = plan.target.width * plan.target.height > maxDecodedPixels
    const canShrink = Math.max(plan.target.width, plan.target.height) > 1
    if (!canShrink || (!isOverBudget && !covers(next.target, needed))) return plan
    plan = next
  }
}
