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

const twoTaps: ResampleKernel = (source, sourceOffset, tapStep, sourceStep, weights, weightOffset, target, targetOffset, targetStep, length) => {
  const wa = weights[weightOffset]!
  const wb = weights[weightOffset + 1]!
  let a = sourceOffset
  let b = a + tapStep
  let out = targetOffset
  for (let left = length; left > 0; left--) {
    target[out] = (((Math.imul(source[a]!, wa) + Math.imul(source[b]!, wb)) | 0) + half) >>> weightBits
    target[out + 1] = (((Math.imul(source[a + 1]!, wa) + Math.imul(source[b + 1]!, wb)) | 0) + half) >>> weightBits
    target[out + 2] = (((Math.imul(source[a + 2]!, wa) + Math.imul(source[b + 2]!, wb)) | 0) + half) >>> weightBits
    a += sourceStep
    b += sourceStep
    out += targetStep
  }
}
