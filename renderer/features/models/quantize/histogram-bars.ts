import type { CodesReport } from '#core/quantize/report/layer-report'

export interface HistogramBar {
  /** 0..1, logarithmic in the count; the fullest is 1. */
  readonly height: number
  /** Whether the middle of the bar has a code. */
  readonly isInside: boolean
}

/** Bars over the values seen, from the smallest to the largest. */
export function histogramBars({ histogram, seen, range }: CodesReport): readonly HistogramBar[] {
  const most = Math.log1p(Math.max(0, ...histogram))
  const width = (seen.high - seen.low) / Math.max(1, histogram.length)
  return histogram.map((count, at) => {
    const middle = seen.low + (at + 0.5) * width
    return { height: most === 0 ? 0 : Math.log1p(count) / most, isInside: middle >= range.low && middle <= range.high }
  })
}
