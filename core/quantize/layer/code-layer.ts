import type { IntegerFormat } from '../affine'
import { cholesky, solveCholesky } from './cholesky'
import type { CodedLayer } from './coded-layer'
import type { LayerShape } from './layer-shape'
import type { Covariances, PatchMoments } from './moments'
import { covariancesOf } from './moments'
import { roundCompensated } from './round-compensated'
import { roundNearest } from './round-nearest'
import type { RoundedRows, RoundingProblem } from './rounding-problem'
import type { ScaleChoice } from './row-scales'

export type RoundingChoice = 'nearest' | 'compensated'

const roundings: Readonly<Record<RoundingChoice, (problem: RoundingProblem, choice: ScaleChoice) => RoundedRows>> = {
  nearest: roundNearest,
  compensated: roundCompensated,
}

export interface LayerCoding {
  readonly format: IntegerFormat
  readonly rounding: RoundingChoice
  readonly scales: ScaleChoice
  /** Whether weights are first refitted to the inputs the quantized graph sees. */
  readonly targets: 'original' | 'refitted'
  /** Whether the mean of the results is kept. */
  readonly bias: 'original' | 'corrected'
}

/** Share of the mean variance added to every variance: keeps directions that calibration hardly saw from moving weights. */
const damping = 0.01
const largestBiasSteps = 2 ** 30

/**
 * Codes for the weights of a layer from what flows into it.
 *
 * The results should be W x + b, x the float patch; they will be V y + c, y the patch the quantized graph sees.
 * E|W x + b - V y - c|² is least over c for c = b + W E[x] - V E[y] (bias correction: Nagel et al. 2019,
 * arXiv:1906.04721, section 4.2), which leaves covariances: with C = cov(y, y), D = cov(y, x) it is
 * tr((V - T) C (V - T)^T) + const, where T = W D^T C^-1 is the best unrounded V (least squares; cf. Li et al. 2025,
 * GPTAQ, arXiv:2504.02692). V = T rounded under the metric C.
 */
export function codeLayer(
  shape: LayerShape,
  weights: Float64Array,
  bias: Float64Array,
  moments: PatchMoments,
  inputScale: number,
  coding: LayerCoding,
): CodedLayer {
  const { rows, columns, groups } = shape
  const perGroup = rows / groups
  const codes = new Int8Array(rows * columns)
  const scales = new Float32Array(rows)
  const newBias = Float64Array.from(bias)
  for (let group = 0; group < groups; group++) {
    const firstRow = group * perGroup
    const from = firstRow * columns
    const original = weights.subarray(from, from + perGroup * columns)
    const covariances = covariancesOf(moments, group)
    const metric = dampedMetric(covariances)
    const problem: RoundingProblem = {
      rows: perGroup,
      columns,
      targets: coding.targets === 'refitted' ? refit(original, perGroup, metric, covariances) : original,
      metric: metric.matrix,
      format: coding.format,
      smallestScales: bias.subarray(firstRow, firstRow + perGroup).map((value) => smallestScale(value, inputScale)),
    }
    const rounded = roundings[coding.rounding](problem, coding.scales)
    codes.set(rounded.codes, from)
    scales.set(rounded.scales, firstRow)
    if (coding.bias === 'corrected') correctBias(newBias, firstRow, original, rounded, covariances)
  }
  return { shape, codes, scales, bias: newBias }
}

/** Codes for weights of which nothing is known about their inputs: every input counts alike. */
export function codeLayerUnseen(shape: LayerShape, weights: Float64Array, bias: Float64Array, inputScale: number, coding: LayerCoding): CodedLayer {
  const { rows, columns } = shape
  const metric = new Float64Array(columns * columns)
  for (let column = 0; column < columns; column++) metric[column * columns + column] = 1
  const smallestScales = bias.map((value) => smallestScale(value, inputScale))
  const rounded = roundNearest({ rows, columns, targets: weights, metric, format: coding.format, smallestScales }, coding.scales)
  return { shape, ...rounded, bias: Float64Array.from(bias) }
}

interface DampedMetric {
  readonly matrix: Float64Array
  readonly added: number
}

function dampedMetric({ coded, columns }: Covariances): DampedMetric {
  let trace = 0
  for (let column = 0; column < columns; column++) trace += coded[column * columns + column]!
  const added = Math.max((damping * trace) / columns, 1e-12)
  const matrix = Float64Array.from(coded)
  for (let column = 0; column < columns; column++) matrix[column * columns + column]! += added
  return { matrix, added }
}

/** T = W (D^T + a 1)(C + a 1)^-1: the damped least squares answer, which is W itself where nothing was seen. */
function refit(weights: Float64Array, rows: number, metric: DampedMetric, { crossed, columns }: Covariances): Float64Array {
  const lower = cholesky(metric.matrix, columns)
  const targets = new Float64Array(rows * columns)
  const right = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    const from = row * columns
    for (let column = 0; column < columns; column++) {
      let sum = metric.added * weights[from + column]!
      for (let k = 0; k < columns; k++) sum += crossed[column * columns + k]! * weights[from + k]!
      right[column] = sum
    }
    solveCholesky(lower, columns, right)
    targets.set(right, from)
  }
  return targets
}

function correctBias(bias: Float64Array, firstRow: number, weights: Float64Array, rounded: RoundedRows, covariances: Covariances): void {
  const { columns, floatMeans, codedMeans } = covariances
  for (let row = 0; row < rounded.scales.length; row++) {
    let difference = 0
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      difference += weights[at]! * floatMeans[column]! - rounded.codes[at]! * rounded.scales[row]! * codedMeans[column]!
    }
    bias[firstRow + row]! += difference
  }
}

function smallestScale(bias: number, inputScale: number): number {
  return Math.max(2 ** -100, Math.abs(bias) / inputScale / largestBiasSteps)
}
