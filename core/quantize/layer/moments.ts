/**
 * Sums over input patches of one layer, per group: products of the patch with itself. Patches carry a last element 1,
 * so the last row and column hold sums and the corner the number of patches. Row major, (columns + 1) squared.
 */
export interface PatchMoments {
  readonly columns: number
  readonly groups: number
  readonly products: Float64Array
}

/** Covariance about the means, and the means, of the patches of one group. */
export interface PatchStatistics {
  readonly covariance: Float64Array
  readonly means: Float64Array
}

/** E[x y] - E[x] E[y] and E[x]. */
export function statisticsOf({ columns, products }: PatchMoments, group: number): PatchStatistics {
  const side = columns + 1
  const at = group * side * side
  const patches = products[at + side * side - 1]!
  const means = new Float64Array(columns)
  for (let column = 0; column < columns; column++) means[column] = products[at + columns * side + column]! / patches
  const covariance = new Float64Array(columns * columns)
  for (let row = 0; row < columns; row++) {
    for (let column = 0; column < columns; column++) {
      covariance[row * columns + column] = products[at + row * side + column]! / patches - means[row]! * means[column]!
    }
  }
  return { covariance, means }
}
