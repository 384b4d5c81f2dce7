import type { Affine } from '../affine'
import { affineFor } from '../affine'
import { candidateRanges } from './candidate-ranges'
import type { Histogram } from './histogram'
import type { RangeRule } from './range-rule'

/**
 * The range whose quantized distribution loses least information: the Kullback-Leibler divergence between the counts
 * and the counts spread evenly over each code's bins, where values outside count at the nearest end.
 * Migacz, "8-bit inference with TensorRT", GTC 2017.
 */
export const entropy: RangeRule<'entropy'> = (histogram, format) => {
  let best = histogram.extent
  let leastLoss = Infinity
  for (const range of candidateRanges(histogram, format)) {
    const loss = divergence(histogram, affineFor(range, format))
    if (loss >= leastLoss) continue
    leastLoss = loss
    best = range
  }
  return best
}

function divergence(histogram: Histogram, { format, scale, zeroPoint }: Affine): number {
  const { low, width, counts } = histogram.bins
  const codes = format.highest - format.lowest + 1
  const codeOf = (bin: number) => Math.round((low + (bin + 0.5) * width) / scale) + zeroPoint - format.lowest
  const held = new Float64Array(codes)
  const filled = new Float64Array(codes)
  const reference = Float64Array.from(counts)
  let firstInside = -1
  let lastInside = -1
  for (let bin = 0; bin < counts.length; bin++) {
    const code = codeOf(bin)
    if (code < 0 || code >= codes) continue
    if (firstInside === -1) firstInside = bin
    lastInside = bin
    held[code]! += counts[bin]!
    if (counts[bin]! > 0) filled[code]!++
  }
  if (firstInside === -1) return Infinity
  for (let bin = 0; bin < counts.length; bin++) {
    if (bin < firstInside) reference[firstInside]! += counts[bin]!
    if (bin > lastInside) reference[lastInside]! += counts[bin]!
  }
  let loss = 0
  let inside = 0
  for (let bin = firstInside; bin <= lastInside; bin++) inside += counts[bin]!
  for (let bin = firstInside; bin <= lastInside; bin++) {
    const seen = reference[bin]! / histogram.total
    if (seen === 0) continue
    const code = codeOf(bin)
    const spread = counts[bin]! > 0 ? held[code]! / filled[code]! / inside : 0
    loss += seen * Math.log(seen / Math.max(spread, 1 / histogram.total))
  }
  return loss
}
