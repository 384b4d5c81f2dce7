import type { ImageMatches } from '#core/metrics/coco-boxes/match-boxes'
import { linspace } from '#core/metrics/linspace'

const recallPoints = linspace(0, 1, 101)

/**
 * Finds of one class over all photos in the order of the COCO evaluation, sorted once, so that average precision can be read again
 * and again with photos counted as often as the bootstrap drew them. With weights of one the values are those of `precisionRecall`.
 */
export class WeightedPrecision {
  readonly #photos: Int32Array
  /** Bit t: right at IoU threshold t. */
  readonly #right: Uint16Array
  readonly #wrong: Uint16Array
  readonly #truth: readonly (readonly [photo: number, count: number])[]
  readonly #thresholds: number
  /** Of right finds, by falling score. */
  readonly #hits: Float64Array
  readonly #precisions: Float64Array

  /** `byPhoto` has one entry per photo, undefined where the class has neither objects nor finds; at most 16 thresholds. */
  constructor(byPhoto: readonly (ImageMatches | undefined)[], thresholds: number) {
    const order = byPhoto.flatMap((matches, photo) => (matches?.scores ?? []).map((score, find) => ({ photo, find, score })))
    order.sort((a, b) => b.score - a.score)
    const bits = (photo: number, find: number, verdict: string): number =>
      (byPhoto[photo]?.verdicts ?? []).reduce((sum, verdicts, threshold) => (verdicts[find] === verdict ? sum | (1 << threshold) : sum), 0)
    this.#photos = Int32Array.from(order, ({ photo }) => photo)
    this.#right = Uint16Array.from(order, ({ photo, find }) => bits(photo, find, 'right'))
    this.#wrong = Uint16Array.from(order, ({ photo, find }) => bits(photo, find, 'wrong'))
    this.#truth = byPhoto.flatMap((matches, photo) => (matches === undefined || matches.truthCount === 0 ? [] : [[photo, matches.truthCount] as const]))
    this.#thresholds = thresholds
    this.#hits = new Float64Array(order.length)
    this.#precisions = new Float64Array(order.length)
  }

  get finds(): number {
    return this.#photos.length
  }

  /** Average precision per IoU threshold; null when no object counts. */
  at(weights: ArrayLike<number>): readonly number[] | null {
    const objects = this.#truth.reduce((sum, [photo, count]) => sum + count * (weights[photo] ?? 0), 0)
    return objects === 0 ? null : Array.from({ length: this.#thresholds }, (_, threshold) => this.#atThreshold(weights, threshold, objects))
  }

  #atThreshold(weights: ArrayLike<number>, threshold: number, objects: number): number {
    const bit = 1 << threshold
    let [right, wrong, steps] = [0, 0, 0]
    for (let place = 0; place < this.#photos.length; place++) {
      const weight = weights[this.#photos[place]!]!
      if (weight === 0) continue
      if ((this.#wrong[place]! & bit) !== 0) wrong += weight
      if ((this.#right[place]! & bit) === 0) continue
      right += weight
      this.#hits[steps] = right
      this.#precisions[steps++] = right / (wrong + right + Number.EPSILON)
    }
    // Between two right finds precision only falls: the envelope is that of the right ones.
    for (let step = steps - 2; step >= 0; step--) this.#precisions[step] = Math.max(this.#precisions[step]!, this.#precisions[step + 1]!)
    let [sum, step] = [0, 0]
    for (const recall of recallPoints) {
      while (step < steps && this.#hits[step]! / objects < recall) step++
      if (step === steps) break
      sum += this.#precisions[step]!
    }
    return sum / recallPoints.length
  }
}
