import type { TrainableHead } from '../trainable-head'

export interface MomentumStep {
  readonly rate: number
  readonly momentum: number
  /** L2 strength on the head's decayed ranges. */
  readonly decay: number
}

/**
 * One step of gradient descent with Nesterov momentum (Y. Nesterov 1983, in the form of I. Sutskever et al., ICML 2013, as deep
 * learning libraries compute it). `gradient` is of the loss alone; the L2 term is added here.
 */
export function momentumStep(head: Pick<TrainableHead<never>, 'parameters' | 'decayed'>, gradient: Float32Array, velocity: Float32Array, { rate, momentum, decay }: MomentumStep): void {
  const { parameters, decayed } = head
  for (const [from, to] of decayed) for (let index = from; index < to; index++) gradient[index] = gradient[index]! + decay * parameters[index]!
  for (let index = 0; index < parameters.length; index++) {
    const slope = gradient[index]!
    const speed = momentum * velocity[index]! + slope
    velocity[index] = speed
    parameters[index] = parameters[index]! - rate * (slope + momentum * speed)
  }
}

/** Rises over the first tenth of the steps and falls along half a cosine to 0 (I. Loshchilov, F. Hutter, "SGDR", ICLR 2017). */
export function scheduledRate(best: number, step: number, steps: number): number {
  const rising = Math.max(1, Math.floor(steps / 10))
  if (step < rising) return (best * (step + 1)) / rising
  return (best * (1 + Math.cos((Math.PI * (step - rising)) / Math.max(1, steps - rising)))) / 2
}
