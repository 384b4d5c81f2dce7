/** One axis of a resize: which input samples make up each output sample, and with which weights. */
export interface ResampleAxis {
  /** First input sample of each output sample. */
  readonly starts: Int32Array
  /** How many input samples follow, at least one. */
  readonly counts: Int32Array
  /** Fixed-point weights, `stride` per output sample; they sum to about 1 << weightBits. */
  readonly weights: Int32Array
  readonly stride: number
}

/** What one axis of a resize does. All lengths in samples. */
export interface AxisGeometry {
  readonly inputLength: number
  /** The part of the input that is stretched over the whole output; fractions allowed. */
  readonly from: number
  readonly to: number
  readonly outputLength: number
  /** The part of the output that is wanted. */
  readonly windowStart: number
  readonly windowLength: number
}

/** Leaves room for an 8-bit value and its rounding in 31 bits, the precision Pillow uses for 8-bit channels. */
export const weightBits = 22

/**
 * Triangle filter whose support grows with the reduction, so that shrinking averages instead of skipping.
 * Same sample positions, weights and rounding as `Image.resize(..., BILINEAR)` of Pillow, so results agree bit for bit.
 */
export function resampleAxis(geometry: AxisGeometry): ResampleAxis {
  const { inputLength, from, to, outputLength, windowStart, windowLength } = geometry
  const step = (to - from) / outputLength
  const support = Math.max(1, step)
  const stride = Math.ceil(support) * 2 + 1
  const starts = new Int32Array(windowLength)
  const counts = new Int32Array(windowLength)
  const weights = new Int32Array(windowLength * stride)
  const raw = new Float64Array(stride)
  for (let index = 0; index < windowLength; index++) {
    const center = from + (windowStart + index + 0.5) * step
    const first = Math.max(0, Math.trunc(center - support + 0.5))
    const count = Math.min(inputLength, Math.trunc(center + support + 0.5)) - first
    let sum = 0
    for (let tap = 0; tap < count; tap++) {
      const weight = Math.max(0, 1 - Math.abs((first + tap - center + 0.5) / support))
      raw[tap] = weight
      sum += weight
    }
    const fixed = (tap: number): number => Math.floor(0.5 + ((raw[tap] ?? 0) / sum) * (1 << weightBits))
    let begin = 0
    let end = count
    while (begin < end - 1 && fixed(begin) === 0) begin++
    while (end > begin + 1 && fixed(end - 1) === 0) end--
    starts[index] = first + begin
    counts[index] = end - begin
    for (let tap = begin; tap < end; tap++) weights[index * stride + tap - begin] = fixed(tap)
  }
  return { starts, counts, weights, stride }
}
