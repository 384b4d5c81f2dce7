/** The middle 95 % of drawn values, by the nearest of them; zeros for none. Sorts a copy. */
export function percentileInterval(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? 0
  return [at(0.025), at(0.975)]
}
