import { roundHalfToEven } from '../affine'
import type { RoundingProblem } from './rounding-problem'

/** How the scale of a row of weights is chosen: its largest weight just fits, or the weighted squared error is least. */
export type ScaleChoice = 'largest-weight' | 'least-error'

const shares = Array.from({ length: 26 }, (_, step) => 1 - step * 0.02)

/** Scale per row. The error of a candidate is taken with nearest rounding and the diagonal of the metric. */
export function rowScales(problem: RoundingProblem, choice: ScaleChoice): Float64Array {
  const { rows, columns, targets, format } = problem
  const scales = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const weights = targets.subarray(row * columns, (row + 1) * columns)
    let largest = 0
    for (const weight of weights) largest = Math.max(largest, Math.abs(weight))
    const full = Math.max(largest / format.highest, problem.smallestScales[row]!)
    scales[row] = choice === 'largest-weight' ? full : leastError(problem, row, weights, full)
  }
  return scales
}

function leastError(problem: RoundingProblem, row: number, weights: Float64Array, full: number): number {
  const { columns, metric, format } = problem
  let best = full
  let least = Infinity
  for (const share of shares) {
    const scale = Math.max(full * share, problem.smallestScales[row]!)
    let error = 0
    for (let column = 0; column < columns; column++) {
      const weight = weights[column]!
      const code = Math.min(format.highest, Math.max(format.lowest, roundHalfToEven(weight / scale)))
      error += (code * scale - weight) ** 2 * metric[column * columns + column]!
    }
    if (error >= least) continue
    least = error
    best = scale
  }
  return best
}
