import type { LinearHead } from './linear-head'

/**
 * Brings the weights of new columns to the mean length of the kept ones, where they are longer: new columns see photos of their own
 * classes alone while they learn and would otherwise answer everything (B. Zhao et al., "Maintaining Discrimination and Fairness in
 * Class Incremental Learning", CVPR 2020, section 4.2). A head without kept columns is left alone.
 */
export function alignColumns({ options: { frozen, columns, features }, parameters }: LinearHead): void {
  if (frozen === null || columns === 0) return
  const kept = meanLength(frozen.weights, frozen.biases.length, features)
  const learnt = meanLength(parameters, columns, features)
  if (learnt <= kept || learnt === 0) return
  for (let index = 0; index < columns * features; index++) parameters[index]! *= kept / learnt
}

function meanLength(weights: Float32Array, rows: number, width: number): number {
  let sum = 0
  for (let row = 0; row < rows; row++) {
    let squares = 0
    for (let index = 0; index < width; index++) squares += weights[row * width + index]! ** 2
    sum += Math.sqrt(squares)
  }
  return sum / rows
}
