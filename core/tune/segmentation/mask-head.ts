import type { FloatTensor } from '#core/zoo/family'
import { pointwise, type PointwiseLayer } from '../pointwise'
import type { Sample, TrainableHead } from '../trainable-head'
import type { NodeTargets } from './draw-nodes'

export interface MaskHeadOptions {
  readonly channels: number
  readonly rows: number
  readonly columns: number
  /** Logits that do not learn; they come in front. */
  readonly kept: PointwiseLayer
  /** What the parameters are added to: weights [learning, channels], then biases. */
  readonly base: Float32Array
  /** Logits of each value a target may have: what is background may be any of several. */
  readonly columnsOfValue: ReadonlyMap<number, readonly number[]>
  /** Weight of each value in the loss. */
  readonly weightOfValue: ReadonlyMap<number, number>
}

/**
 * One 1 x 1 convolution over the last features of a segmenter, [channels, rows * columns]. Parameters are what is added to `base`. The
 * loss is the cross-entropy of the drawn nodes; a node that may be any of several classes counts by their sum (F. Cermelli et al.,
 * "Modeling the Background for Incremental Learning in Semantic Segmentation", CVPR 2020, equation 5): where classes of the parent stay,
 * what was not labelled may be one of them.
 */
export class MaskHead implements TrainableHead<NodeTargets> {
  readonly parameters: Float32Array
  readonly decayed: readonly (readonly [number, number])[]
  readonly options: MaskHeadOptions

  constructor(options: MaskHeadOptions) {
    this.options = options
    this.parameters = new Float32Array(options.base.length)
    this.decayed = [[0, this.#learning * options.channels]]
  }

  lossAndGradient(batch: readonly Sample<NodeTargets>[], gradient: Float32Array): number {
    const { channels, kept, columnsOfValue, weightOfValue } = this.options
    const layer = this.layer()
    const front = kept.biases.length
    const biases = this.#learning * channels
    const cell = new Float32Array(channels)
    const logits = new Float64Array(layer.biases.length)
    let sum = 0
    for (const { features, target, weight } of batch) {
      const values = features[0]!
      const cells = values.length / channels
      for (const [at, node] of target.nodes.entries()) {
        for (let channel = 0; channel < channels; channel++) cell[channel] = values[channel * cells + node]!
        scoreCell(layer, cell, logits)
        const value = target.values[at]!
        const share = (weight * target.weights[at]! * (weightOfValue.get(value) ?? 1)) / batch.length
        sum += share * softmaxLoss(logits, columnsOfValue.get(value) ?? [])
        for (let row = 0; row < this.#learning; row++) {
          const slope = share * logits[front + row]!
          const from = row * channels
          for (let channel = 0; channel < channels; channel++) gradient[from + channel]! += slope * cell[channel]!
          gradient[biases + row]! += slope
        }
      }
    }
    return sum
  }

  forward(features: readonly Float32Array[]): Readonly<Record<string, FloatTensor>> {
    const { rows, columns } = this.options
    const layer = this.layer()
    return { logits: { dims: [1, layer.biases.length, rows, columns], data: pointwise(layer, features[0]!, rows * columns) } }
  }

  /** All logits, those that stay first. */
  layer(): PointwiseLayer {
    const { kept, base, channels } = this.options
    const learnt = this.parameters.map((value, index) => value + base[index]!)
    const split = this.#learning * channels
    return {
      weights: Float32Array.of(...kept.weights, ...learnt.subarray(0, split)),
      biases: Float32Array.of(...kept.biases, ...learnt.subarray(split)),
    }
  }

  get #learning(): number {
    return this.options.base.length / (this.options.channels + 1)
  }
}

/** Four sums at a time: one alone would wait for each of its additions. */
function scoreCell({ weights, biases }: PointwiseLayer, cell: Float32Array, logits: Float64Array): void {
  const whole = cell.length - (cell.length % 4)
  for (let column = 0; column < biases.length; column++) {
    const from = column * cell.length
    let [a, b, c, d] = [biases[column]!, 0, 0, 0]
    for (let channel = 0; channel < whole; channel += 4) {
      const at = from + channel
      a += weights[at]! * cell[channel]!
      b += weights[at + 1]! * cell[channel + 1]!
      c += weights[at + 2]! * cell[channel + 2]!
      d += weights[at + 3]! * cell[channel + 3]!
    }
    for (let channel = whole; channel < cell.length; channel++) a += weights[from + channel]! * cell[channel]!
    logits[column] = a + b + (c + d)
  }
}

/** Cross-entropy of being any of `right`; leaves its slope in `logits`. */
function softmaxLoss(logits: Float64Array, right: readonly number[]): number {
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity)
  let all = 0
  for (let column = 0; column < logits.length; column++) all += logits[column] = Math.exp(logits[column]! - highest)
  const mass = Math.max(1e-30, right.reduce((sum, column) => sum + logits[column]!, 0))
  for (let column = 0; column < logits.length; column++) logits[column]! *= 1 / all - (right.includes(column) ? 1 / mass : 0)
  return Math.log(all / mass)
}
