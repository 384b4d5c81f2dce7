import type { ResampleAxis } from '#core/geometry/resample-axis'

/** One axis of a resize as resample.c reads it. */
export interface VectorAxis {
  /** Bytes from the first input sample to the one each output sample begins with. */
  readonly offsets: Uint32Array
  /** Two words per pair of taps, `pairs` pairs per output sample: high halves of both weights, low halves of both. */
  readonly weights: Uint32Array
  readonly pairs: number
}

export interface VectorAxisOptions {
  /** The input sample that lies at offset 0. */
  readonly first: number
  readonly bytesPerSample: number
  /** Output samples to have, at least those of the axis; what is added begins at offset 0 and weighs nothing. */
  readonly length: number
}

const halfBits = 11
const lowHalf = (1 << halfBits) - 1

/** Splits the weights of an axis into halves and pairs them; every output sample gets as many pairs as the one with most taps. */
export function vectorAxis(axis: ResampleAxis, { first, bytesPerSample, length }: VectorAxisOptions): VectorAxis {
  const pairs = Math.ceil(Math.max(...axis.counts) / 2)
  const offsets = new Uint32Array(length)
  const weights = new Uint32Array(length * pairs * 2)
  for (const [index, start] of axis.starts.entries()) {
    const weight = (tap: number): number => (tap < (axis.counts[index] ?? 0) ? (axis.weights[index * axis.stride + tap] ?? 0) : 0)
    offsets[index] = (start - first) * bytesPerSample
    for (let pair = 0; pair < pairs; pair++) {
      const [even, odd] = [weight(2 * pair), weight(2 * pair + 1)]
      const at = (index * pairs + pair) * 2
      weights[at] = (even >>> halfBits) | ((odd >>> halfBits) << 16)
      weights[at + 1] = (even & lowHalf) | ((odd & lowHalf) << 16)
    }
  }
  return { offsets, weights, pairs }
}
