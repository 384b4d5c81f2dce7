import { roundHalfToEven } from '../affine'
import type { RoundedRows, RoundingProblem } from './rounding-problem'
import type { ScaleChoice } from './row-scales'
import { rowScales } from './row-scales'

/** Each weight to its nearest code, whatever the others do. */
export function roundNearest(problem: RoundingProblem, choice: ScaleChoice): RoundedRows {
  const scales = Float32Array.from(rowScales(problem, choice))
  const { columns, targets, format } = problem
  const codes = Int8Array.from(targets, (weight, at) => {
    const scale = scales[Math.floor(at / columns)]!
    return Math.min(format.highest, Math.max(format.lowest, roundHalfToEven(weight / scale)))
  })
  return { codes, scales }
}
