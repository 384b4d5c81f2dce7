import type { IntegerFormat, Range } from '../affine'
import type { Histogram } from './histogram'

const shares = Array.from({ length: 40 }, (_, step) => 1 - step * 0.02)

/**
 * Ranges to try: each end pulled in by its own share, an end near zero staying where it is. One share for both ends
 * where the format is symmetric.
 */
export function candidateRanges(histogram: Histogram, format: IntegerFormat): Range[] {
  const { low, high } = histogram.extent
  if (format.lowest === -format.highest || low >= 0) return shares.map((share) => ({ low: low * share, high: high * share }))
  const coarse = shares.filter((_, position) => position % 2 === 0)
  return coarse.flatMap((left) => coarse.map((right) => ({ low: low * left, high: high * right })))
}
