/** A convolution of one cell: weights [columns, channels] in C order and a bias for each column. */
export interface PointwiseLayer {
  readonly weights: Float32Array
  readonly biases: Float32Array
}

/** Columns of every cell, [columns, cells], from features [channels, cells]. */
export function pointwise({ weights, biases }: PointwiseLayer, features: Float32Array, cells: number): Float32Array {
  const channels = features.length / cells
  const scores = new Float32Array(biases.length * cells)
  for (let column = 0; column < biases.length; column++) {
    const row = scores.subarray(column * cells, (column + 1) * cells).fill(biases[column]!)
    for (let channel = 0; channel < channels; channel++) {
      const weight = weights[column * channels + channel]!
      if (weight === 0) continue
      const from = channel * cells
      for (let cell = 0; cell < cells; cell++) row[cell]! += weight * features[from + cell]!
    }
  }
  return scores
}
