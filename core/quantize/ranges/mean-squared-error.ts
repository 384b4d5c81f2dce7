import type { Affine } from '../affine'
import { affineFor, rangeOf } from '../affine'
import { candidateRanges } from './candidate-ranges'
import type { Histogram } from './histogram'
import type { RangeRule } from './range-rule'

/**
 * The range with the smallest mean squared error: step² / 12 for values inside (uniform rounding noise), the square of
 * the distance to the nearest end for values outside. Banner et al. 2019 (arXiv:1810.05723), section 3.
 */
export const meanSquaredError: RangeRule<'mean-squared-error'> = (histogram, format) => {
  let best = histogram.extent
  let leastError = Infinity
  for (const range of candidateRanges(histogram, format)) {
    const error = errorOf(histogram, affineFor(range, format))
    if (error >= leastError) continue
    leastError = error
    best = range
  }
  return best
}

function errorOf(histogram: Histogram, affine: Affine): number {
  const { low, high } = rangeOf(affine)
  const { low: first, width, counts } = histogram.bins
  const inside = affine.scale ** 2 / 12
  let error = 0
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin]!
    if (count === 0) continue
    const center = first + (bin + 0.5) * width
    const beyond = center < low ? low - center : center > high ? center - high : 0
    error += count * (beyond === 0 ? inside : beyond ** 2)
  }
  return error
}
