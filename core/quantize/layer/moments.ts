/**
 * Sums over input patches of one layer, per group: products of the patch the quantized graph sees with itself and with
 * the patch the float graph sees. Patches carry a last element 1, so the last row and column hold sums and the corner
 * the number of patches. Row major, (columns + 1) squared.
 */
export interface PatchMoments {
  readonly columns: number
  readonly groups: number
  readonly coded: Float64Array
  readonly crossed: Float64Array
}

/** Covariances about the means, and the means, of one group. */
export interface Covariances {
  readonly columns: number
  /** Of what the quantized graph sees. */
  readonly coded: Float64Array
  /** crossed[a, b] = covariance of quantized element a with float element b. */
  readonly crossed: Float64Array
  readonly codedMeans: Float64Array
  readonly floatMeans: Float64Array
  readonly patches: number
}

/** Means and covariances of one group: E[x y] - E[x] E[y]. */
export function covariancesOf(moments: PatchMoments, group: number): Covariances {
  const { columns } = moments
  const side = columns + 1
  const at = group * side * side
  const corner = at + side * side - 1
  const patches = moments.coded[corner]!
  const codedMeans = new Float64Array(columns)
  const floatMeans = new Float64Array(columns)
  for (let column = 0; column < columns; column++) {
    codedMeans[column] = moments.coded[at + column * side + columns]! / patches
    floatMeans[column] = moments.crossed[at + columns * side + column]! / patches
  }
  const coded = new Float64Array(columns * columns)
  const crossed = new Float64Array(columns * columns)
  for (let row = 0; row < columns; row++) {
    for (let column = 0; column < columns; column++) {
      const from = at + row * side + column
      coded[row * columns + column] = moments.coded[from]! / patches - codedMeans[row]! * codedMeans[column]!
      crossed[row * columns + column] = moments.crossed[from]! / patches - codedMeans[row]! * floatMeans[column]!
    }
  }
  return { columns, coded, crossed, codedMeans, floatMeans, patches }
}
