/** A photo nobody reviewed, as the new model sees it. */
export interface NextCandidate<Id> {
  readonly id: Id
  /** Higher is less sure. */
  readonly uncertainty: number
  /** Features of the photo, all of one length. */
  readonly features: Float32Array
}

/** Photos among which the far ones are chosen, per photo wanted. */
const poolFactor = 5

/**
 * Photos that would teach most: of the least sure ones, one after the other the one furthest (by cosine) from those already chosen, so
 * that not one scene fills the list (O. Sener, S. Savarese, "Active Learning for Convolutional Neural Networks: A Core-Set Approach",
 * ICLR 2018, algorithm 1, on the unsure ones alone).
 */
export function chooseNextPhotos<Id>(candidates: readonly NextCandidate<Id>[], count: number): NextCandidate<Id>[] {
  const pool = candidates.toSorted((a, b) => b.uncertainty - a.uncertainty).slice(0, poolFactor * count)
  const distances = pool.map(() => Infinity)
  const chosen: NextCandidate<Id>[] = []
  while (chosen.length < count && chosen.length < pool.length) {
    const furthest = distances.reduce((best, distance, index) => (distance > (distances[best] ?? -1) ? index : best), 0)
    const next = pool[furthest]
    if (next === undefined) break
    chosen.push(next)
    for (const [index, { features }] of pool.entries()) distances[index] = Math.min(distances[index] ?? 0, cosineDistance(features, next.features))
    distances[furthest] = -1
  }
  return chosen
}

function cosineDistance(a: Float32Array, b: Float32Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0]
  for (let index = 0; index < a.length; index++) {
    product += a[index]! * b[index]!
    squaresA += a[index]! ** 2
    squaresB += b[index]! ** 2
  }
  const lengths = Math.sqrt(squaresA * squaresB)
  return lengths === 0 ? 1 : 1 - product / lengths
}
