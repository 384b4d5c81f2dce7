/**
 * Lower triangle L with L L^T = matrix, row major, in place of a copy. Pivots that rounding made non-positive are
 * raised to a tiny share of the diagonal, so any symmetric matrix that is positive up to rounding is accepted.
 * Golub and Van Loan, "Matrix Computations", 4th edition, algorithm 4.2.1.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    const rowAt = row * size
    for (let column = 0; column <= row; column++) {
      const columnAt = column * size
      let sum = matrix[rowAt + column]!
      for (let k = 0; k < column; k++) sum -= lower[rowAt + k]! * lower[columnAt + k]!
      if (column < row) lower[rowAt + column] = sum / lower[columnAt + column]!
      else lower[rowAt + row] = Math.sqrt(Math.max(sum, Math.abs(matrix[rowAt + row]!) * 1e-12, 1e-300))
    }
  }
  return lower
}

