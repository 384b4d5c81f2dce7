/** The `count` candidates of the highest loss, hardest first; of equal losses the earlier one. */
export function hardest(candidates: readonly number[], losses: Float32Array, count: number): readonly number[] {
  return candidates.toSorted((a, b) => losses[b]! - losses[a]! || a - b).slice(0, count)
}
