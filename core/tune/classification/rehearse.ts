import { shuffledIndexes } from '../shuffled-indexes'
import type { Sample } from '../trainable-head'
import type { FrozenColumns, TrueColumns } from './linear-head'

/** How sure the parent is of a stand-in; about what it is of photos it is right about. */
const sureness = 0.7
const mostDoublings = 20
const halvings = 12

/**
 * Stand-ins for photos of the classes a model keeps, of which there are none: features of photos that are there, moved along the
 * weights of a kept class (against the mean of all) until the model says that class with a score of 0.7; what would be negative is 0,
 * as behind the extractor. New columns that learn beside them keep clear of the kept classes. One for each kept column; all together
 * they weigh as much as the photos. In the manner of prototypes that are replayed instead of photos (F. Zhu et al., "Prototype
 * Augmentation and Self-Supervision for Incremental Learning", CVPR 2021, section 3.2).
 */
export function rehearse(frozen: FrozenColumns, photos: readonly Float32Array[], random: () => number): Sample<TrueColumns>[] {
  const columns = frozen.biases.length
  const width = frozen.weights.length / Math.max(1, columns)
  if (photos.length === 0) return []
  const mean = meanRow(frozen.weights, columns, width)
  const order = shuffledIndexes(photos.length, random)
  return Array.from({ length: columns }, (_, column) => {
    const photo = photos[order[column % order.length] ?? 0] ?? new Float32Array(width)
    const direction = Float32Array.from({ length: width }, (__, index) => frozen.weights[column * width + index]! - mean[index]!)
    const step = stepTo(column, rowProducts(frozen.weights, columns, photo, frozen.biases), rowProducts(frozen.weights, columns, direction, null))
    const features = photo.map((value, index) => Math.max(0, value + step * direction[index]!))
    return { features: [features], target: { columns: [column] }, weight: photos.length / columns }
  })
}

/** How far along `slopes` the softmax of `logits` gives the column the score wanted. */
function stepTo(column: number, logits: Float64Array, slopes: Float64Array): number {
  let high = 1
  for (let doubling = 0; doubling < mostDoublings && scoreAt(column, logits, slopes, high) < sureness; doubling++) high *= 2
  let low = 0
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (low + high) / 2
    if (scoreAt(column, logits, slopes, middle) < sureness) low = middle
    else high = middle
  }
  return high
}

function scoreAt(column: number, logits: Float64Array, slopes: Float64Array, step: number): number {
  const own = logits[column]! + step * slopes[column]!
  let others = 0
  for (let index = 0; index < logits.length; index++) if (index !== column) others += Math.exp(Math.min(700, logits[index]! + step * slopes[index]! - own))
  return 1 / (1 + others)
}

function meanRow(weights: Float32Array, rows: number, width: number): Float64Array {
  const mean = new Float64Array(width)
  for (let row = 0; row < rows; row++) for (let index = 0; index < width; index++) mean[index] = mean[index]! + weights[row * width + index]! / rows
  return mean
}

function rowProducts(weights: Float32Array, rows: number, vector: Float32Array, start: Float32Array | null): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = start?.[row] ?? 0
    const from = row * vector.length
    for (let index = 0; index < vector.length; index++) sum += weights[from + index]! * vector[index]!
    return sum
  })
}
