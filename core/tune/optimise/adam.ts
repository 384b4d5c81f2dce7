export interface AdamStep {
  /** Counted from 1. */
  readonly step: number
  readonly rate: number
  /** Ranges of parameters, each with what the rate is multiplied by. */
  readonly ranges: readonly { readonly from: number; readonly to: number; readonly scale: number }[]
}

const firstDecay = 0.9
const secondDecay = 0.999
const epsilon = 1e-8

/**
 * One step of Adam (D. Kingma, J. Ba, ICLR 2015, algorithm 1). `moments` holds the first moments of all parameters, then the second;
 * zeros before the first step.
 */
export function adamStep(parameters: Float32Array, gradient: Float32Array, moments: Float32Array, { step, rate, ranges }: AdamStep): void {
  const count = parameters.length
  const firstBias = 1 - firstDecay ** step
  const secondBias = 1 - secondDecay ** step
  for (const { from, to, scale } of ranges) {
    for (let index = from; index < to; index++) {
      const slope = gradient[index]!
      const first = firstDecay * moments[index]! + (1 - firstDecay) * slope
      const second = secondDecay * moments[count + index]! + (1 - secondDecay) * slope * slope
      moments[index] = first
      moments[count + index] = second
      parameters[index]! -= (rate * scale * (first / firstBias)) / (Math.sqrt(second / secondBias) + epsilon)
    }
  }
}
