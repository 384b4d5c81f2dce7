import type { RangeRule } from './range-rule'

/** The range that leaves out (100 - percent) / 2 percent of the values at each end (Wu et al. 2020, arXiv:2004.09602, section 4.3). */
export const percentile: RangeRule<'percentile'> = (histogram, _format, { percent }) => {
  const { low, width, counts } = histogram.bins
  const cut = (histogram.total * (100 - percent)) / 200
  const { low: lowest, high: highest } = histogram.extent
  return {
    low: Math.max(lowest, low + width * binsUpTo(counts, cut)),
    high: Math.min(highest, low + width * (counts.length - binsUpTo(counts.toReversed(), cut))),
  }
}

/** Number of whole bins from the start that together hold no more than `limit`. */
function binsUpTo(counts: Float64Array, limit: number): number {
  let held = 0
  for (let bin = 0; bin < counts.length; bin++) {
    held += counts[bin]!
    if (held > limit) return bin
  }
  return counts.length
}
