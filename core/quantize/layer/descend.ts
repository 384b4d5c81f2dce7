import type { RoundedRows, RoundingProblem } from './rounding-problem'

const mostSweeps = 6

/**
 * Improves codes and scales until no single change helps. With p = M q and t = M v the error is
 * s² q·p - 2 s q·t + const. Best step for q_j: (t_j / s - p_j) / M_jj, rounded; best scale: s = q·t / q·p.
 * Coordinate descent on the error that AdaRound relaxes (Nagel et al. 2020, arXiv:2004.10568, equation 13).
 */
export function descend(problem: RoundingProblem, codes: Int8Array, startScales: Float64Array): RoundedRows {
  const { rows, columns, metric, targets } = problem
  const scales = new Float32Array(rows)
  const codeProducts = new Float64Array(columns)
  const targetProducts = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    const rowCodes = codes.subarray(row * columns, (row + 1) * columns)
    multiply(metric, columns, rowCodes, codeProducts)
    multiply(metric, columns, targets.subarray(row * columns, (row + 1) * columns), targetProducts)
    let scale = bestScale(problem, row, rowCodes, codeProducts, targetProducts, startScales[row]!)
    for (let sweep = 0; sweep < mostSweeps; sweep++) {
      if (!moveCodes(problem, rowCodes, codeProducts, targetProducts, scale)) break
      scale = bestScale(problem, row, rowCodes, codeProducts, targetProducts, scale)
    }
    scales[row] = scale
  }
  return { codes, scales }
}

function multiply(metric: Float64Array, columns: number, vector: ArrayLike<number>, into: Float64Array): void {
  for (let row = 0; row < columns; row++) {
    const start = row * columns
    let sum = 0
    for (let column = 0; column < columns; column++) sum += metric[start + column]! * vector[column]!
    into[row] = sum
  }
}

function bestScale(
  problem: RoundingProblem,
  row: number,
  codes: Int8Array,
  codeProducts: Float64Array,
  targetProducts: Float64Array,
  current: number,
): number {
  let square = 0
  let mixed = 0
  for (let column = 0; column < codes.length; column++) {
    square += codes[column]! * codeProducts[column]!
    mixed += codes[column]! * targetProducts[column]!
  }
  if (square <= 0 || mixed <= 0) return current
  return Math.fround(Math.max(mixed / square, problem.smallestScales[row]!))
}

/** One sweep over the columns; true when a code changed. */
function moveCodes(
  { columns, metric, format }: RoundingProblem,
  codes: Int8Array,
  codeProducts: Float64Array,
  targetProducts: Float64Array,
  scale: number,
): boolean {
  let changed = false
  for (let column = 0; column < columns; column++) {
    const curvature = metric[column * columns + column]!
    const wanted = codes[column]! + (targetProducts[column]! / scale - codeProducts[column]!) / curvature
    const code = Math.min(format.highest, Math.max(format.lowest, Math.round(wanted)))
    const step = code - codes[column]!
    if (step === 0) continue
    codes[column] = code
    changed = true
    for (let k = 0; k < columns; k++) codeProducts[k]! += step * metric[column * columns + k]!
  }
  return changed
}
