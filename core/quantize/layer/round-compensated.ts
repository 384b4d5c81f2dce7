import { cholesky } from './cholesky'
import { descend } from './descend'
import type { RoundedRows, RoundingProblem } from './rounding-problem'
import type { ScaleChoice } from './row-scales'
import { rowScales } from './row-scales'

/**
 * Rounds the weights of a row one after another, each making up for the errors of those before.
 *
 * With M = L L^T the error (s q - v)^T M (s q - v) is |L^T (s q - v)|². L^T is upper triangular, so from the last
 * column to the first: s q_j = round(v_j - sum over k > j of L_kj e_k / L_jj), e = s q - v (Babai's nearest plane).
 * The columns with the largest M_jj go first, while much can still be made up. Frantar et al. 2022, "GPTQ"
 * (arXiv:2210.17323); the equality with Babai's method: Chen et al. 2025 (arXiv:2507.18553). Then `descend`.
 */
export function roundCompensated(problem: RoundingProblem, choice: ScaleChoice): RoundedRows {
  const { rows, columns, metric, format } = problem
  const order = Array.from({ length: columns }, (_, column) => column).sort(
    (a, b) => metric[a * columns + a]! - metric[b * columns + b]! || a - b,
  )
  const upper = permutedFactor(metric, order)
  const scales = rowScales(problem, choice)
  const codes = new Int8Array(rows * columns)
  const errors = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    const scale = scales[row]!
    for (let place = columns - 1; place >= 0; place--) {
      const column = order[place]!
      const target = problem.targets[row * columns + column]!
      const start = place * columns
      let carried = 0
      for (let later = place + 1; later < columns; later++) carried += upper[start + later]! * errors[later]!
      const wanted = (target - carried / upper[start + place]!) / scale
      const code = Math.min(format.highest, Math.max(format.lowest, Math.round(wanted)))
      codes[row * columns + column] = code
      errors[place] = code * scale - target
    }
  }
  return descend(problem, codes, scales)
}

/** L^T of the metric with rows and columns in the given order, row major. */
function permutedFactor(metric: Float64Array, order: readonly number[]): Float64Array {
  const size = order.length
  const permuted = new Float64Array(size * size)
  order.forEach((from, row) => {
    for (let column = 0; column < size; column++) permuted[row * size + column] = metric[from * size + order[column]!]!
  })
  const lower = cholesky(permuted, size)
  for (let row = 0; row < size; row++) for (let column = 0; column < size; column++) permuted[row * size + column] = lower[column * size + row]!
  return permuted
}
