/** Counts of scores in equal bins over 0..1; a score of 1 belongs to the last bin. */
export function scoreHistogram(scores: readonly number[], bins: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const score of scores) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(score * bins)))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

/** Bar heights 0..1 on a square-root scale, so that a few high scores stay visible beside many low ones. */
export function histogramHeights(counts: readonly number[]): readonly number[] {
  const most = Math.max(1, ...counts)
  return counts.map((count) => Math.sqrt(count / most))
}
