/** Times of repeated runs, in their unit. */
export interface TimingSummary {
  readonly p50: number
  readonly p90: number
  readonly min: number
  /** Median of the last third over that of the first: well above 1 when the machine gets slower while it is measured. */
  readonly trend: number
}

/** Value below which a share of 0..1 of the sorted values lies, between neighbours linearly; NaN of none. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** Sums up times in the order in which they were taken. Throws RangeError for none. */
export function summariseTimes(times: readonly number[]): TimingSummary {
  if (times.length === 0) throw new RangeError('there are no times')
  const sorted = times.toSorted((a, b) => a - b)
  const third = Math.max(1, Math.floor(times.length / 3))
  const middle = (part: readonly number[]): number => quantile(part.toSorted((a, b) => a - b), 0.5)
  return { p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), min: sorted[0] ?? Number.NaN, trend: middle(times.slice(-third)) / middle(times.slice(0, third)) }
}
