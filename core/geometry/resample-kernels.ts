import { weightBits } from '#core/geometry/resample-axis'

/**
 * Makes `length` RGB pixels, each the weighted sum of the same number of RGB pixels of the source.
 * The pixels of one sum lie `tapStep` bytes apart, those of neighbouring sums `sourceStep`, results `targetStep`;
 * so one kernel serves columns (down the picture) and rows (along it), with the weights in registers.
 */
export type ResampleKernel = (
  source: Uint8Array,
  sourceOffset: number,
  tapStep: number,
  sourceStep: number,
  weights: Int32Array,
  weightOffset: number,
  target: Uint8Array,
  targetOffset: number,
  targetStep: number,
  length: number,
) => void

const half = 1 << (weightBits - 1)

/** Two weighted samples; kept to 32-bit integers, which the sums of all taps fit. */
function pair(source: Uint8Array, a: number, wa: number, b: number, wb: number): number {
  return (Math.imul(source[a]!, wa) + Math.imul(source[b]!, wb)) | 0
}

/** From fixed point to a channel value. */
function rounded(sum: number): number {
  return (sum + half) >>> weightBits
}

const twoTaps: ResampleKernel = (source, sourceOffset, tapStep, sourceStep, weights, weightOffset, target, targetOffset, targetStep, length) => {
  const wa = weights[weightOffset]!
  const wb = weights[weightOffset + 1]!
  let a = sourceOffset
  let b = a + tapStep
  let out = targetOffset
  for (let left = length; left > 0; left--) {
    target[out] = rounded(pair(source, a, wa, b, wb))
    target[out + 1] = rounded(pair(source, a + 1, wa, b + 1, wb))
    target[out + 2] = rounded(pair(source, a + 2, wa, b + 2, wb))
    a += sourceStep
    b += sourceStep
    out += targetStep
  }
}

const threeTaps: ResampleKernel = (source, sourceOffset, tapStep, sourceStep, weights, weightOffset, target, targetOffset, targetStep, length) => {
  const wa = weights[weightOffset]!
  const wb = weights[weightOffset + 1]!
  const wc = weights[weightOffset + 2]!
  let a = sourceOffset
  let b = a + tapStep
  let c = b + tapStep
  let out = targetOffset
  for (let left = length; left > 0; left--) {
    target[out] = rounded((pair(source, a, wa, b, wb) + Math.imul(source[c]!, wc)) | 0)
    target[out + 1] = rounded((pair(source, a + 1, wa, b + 1, wb) + Math.imul(source[c + 1]!, wc)) | 0)
    target[out + 2] = rounded((pair(source, a + 2, wa, b + 2, wb) + Math.imul(source[c + 2]!, wc)) | 0)
    a += sourceStep
    b += sourceStep
    c += sourceStep
    out += targetStep
  }
}

const fourTaps: ResampleKernel = (source, sourceOffset, tapStep, sourceStep, weights, weightOffset, target, targetOffset, targetStep, length) => {
  const wa = weights[weightOffset]!
  const wb = weights[weightOffset + 1]!
  const wc = weights[weightOffset + 2]!
  const wd = weights[weightOffset + 3]!
  let a = sourceOffset
  let b = a + tapStep
  let c = b + tapStep
  let d = c + tapStep
  let out = targetOffset
  for (let left = length; left > 0; left--) {
    target[out] = rounded((pair(source, a, wa, b, wb) + pair(source, c, wc, d, wd)) | 0)
    target[out + 1] = rounded((pair(source, a + 1, wa, b + 1, wb) + pair(source, c + 1, wc, d + 1, wd)) | 0)
    target[out + 2] = rounded((pair(source, a + 2, wa, b + 2, wb) + pair(source, c + 2, wc, d + 2, wd)) | 0)
    a += sourceStep
    b += sourceStep
    c += sourceStep
    d += sourceStep
    out += targetStep
  }
}

const fiveTaps: ResampleKernel = (source, sourceOffset, tapStep, sourceStep, weights, weightOffset, target, targetOffset, targetStep, length) => {
  const wa = weights[weightOffset]!
  const wb = weights[weightOffset + 1]!
  const wc = weights[weightOffset + 2]!
  const wd = weights[weightOffset + 3]!
  const we = weights[weightOffset + 4]!
  let a = sourceOffset
  let b = a + tapStep
  let c = b + tapStep
  let d = c + tapStep
  let e = d + tapStep
  let out = targetOffset
  for (let left = length; left > 0; left--) {
    target[out] = rounded((((pair(source, a, wa, b, wb) + pair(source, c, wc, d, wd)) | 0) + Math.imul(source[e]!, we)) | 0)
    target[out + 1] = rounded((((pair(source, a + 1, wa, b + 1, wb) + pair(source, c + 1, wc, d + 1, wd)) | 0) + Math.imul(source[e + 1]!, we)) | 0)
    target[out + 2] = rounded((((pair(source, a + 2, wa, b + 2, wb) + pair(source, c + 2, wc, d + 2, wd)) | 0) + Math.imul(source[e + 2]!, we)) | 0)
    a += sourceStep
    b += sourceStep
    c += sourceStep
    d += sourceStep
    e += sourceStep
    out += targetStep
  }
}

function anyTaps(taps: number): ResampleKernel {
  return (source, sourceOffset, tapStep, sourceStep, weights, weightOffset, target, targetOffset, targetStep, length) => {
    const end = weightOffset + taps
    let from = sourceOffset
    let out = targetOffset
    for (let left = length; left > 0; left--) {
      let red = half
      let green = half
      let blue = half
      let at = from
      for (let tap = weightOffset; tap < end; tap++) {
        const weight = weights[tap]!
        red = (red + Math.imul(source[at]!, weight)) | 0
        green = (green + Math.imul(source[at + 1]!, weight)) | 0
        blue = (blue + Math.imul(source[at + 2]!, weight)) | 0
        at += tapStep
      }
      // Thousands of rounded weights can sum to more than one.
      target[out] = Math.min(255, red >>> weightBits)
      target[out + 1] = Math.min(255, green >>> weightBits)
      target[out + 2] = Math.min(255, blue >>> weightBits)
      from += sourceStep
      out += targetStep
    }
  }
}

const unrolled: readonly (ResampleKernel | undefined)[] = [undefined, undefined, twoTaps, threeTaps, fourTaps, fiveTaps]

/** The fastest kernel for sums of `taps` pixels. */
export function resampleKernel(taps: number): ResampleKernel {
  return unrolled[taps] ?? anyTaps(taps)
}
