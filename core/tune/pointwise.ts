/** A convolution of one cell: weights [columns, channels] in C order and a bias for each column. */
export interface PointwiseLayer {
  readonly weights: Float32Array
  readonly biases: Float32Array
}

/**
 * Columns of every cell, [columns, cells], from features [channels, cells]. Four channels at a time: a cell's sum is then read and
 * written once for four products.
 */
export function pointwise({ weights, biases }: PointwiseLayer, features: Float32Array, cells: number): Float32Array {
  const channels = features.length / cells
  const whole = channels - (channels % 4)
  const scores = new Float32Array(biases.length * cells)
  for (let column = 0; column < biases.length; column++) {
    const row = column * cells
    scores.fill(biases[column]!, row, row + cells)
    for (let channel = 0; channel < whole; channel += 4) {
      const at = column * channels + channel
      const [a, b, c, d] = [weights[at]!, weights[at + 1]!, weights[at + 2]!, weights[at + 3]!]
      const first = channel * cells
      for (let cell = 0; cell < cells; cell++) {
        const from = first + cell
        scores[row + cell]! += a * features[from]! + b * features[from + cells]! + c * features[from + 2 * cells]! + d * features[from + 3 * cells]!
      }
    }
    for (let channel = whole; channel < channels; channel++) {
      const weight = weights[column * channels + channel]!
      for (let cell = 0; cell < cells; cell++) scores[row + cell]! += weight * features[channel * cells + cell]!
    }
  }
  return scores
}
