import type { IntegerFormat } from '../affine'
import type { CodedLayer } from './coded-layer'
import type { LayerShape } from './layer-shape'
import type { PatchMoments, PatchStatistics } from './moments'
import { statisticsOf } from './moments'
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
  /** Whether the mean of the results is kept. */
  readonly bias: 'original' | 'corrected'
}

/** A layer as it is in float, and the scale of the codes it reads. */
export interface FloatLayer {
  readonly shape: LayerShape
  /** [rows, columns] */
  readonly weights: Float64Array
  readonly bias: Float64Array
  readonly inputScale: number
}

/** Share of the mean variance added to every variance: keeps directions that calibration hardly saw from moving weights. */
const damping = 0.01
const largestBiasSteps = 2 ** 30

/**
 * Codes for the weights of a layer from the patches x that flow into it. With V in place of W and c in place of b the
 * squared error of the results is least over c for c = b + (W - V) E[x] (bias correction: Nagel et al. 2019,
 * arXiv:1906.04721, section 4.2). What is left is tr((V - W) C (V - W)^T), C = cov(x, x): the metric for rounding.
 * Without moments every input counts alike and the bias stays.
 */
export function codeLayer(layer: FloatLayer, moments: PatchMoments | null, coding: LayerCoding): CodedLayer {
  const { shape, weights, bias } = layer
  const { rows, columns, groups } = shape
  const perGroup = rows / groups
  const codes = new Int8Array(rows * columns)
  const scales = new Float32Array(rows)
  const newBias = Float64Array.from(bias)
  for (let group = 0; group < groups; group++) {
    const firstRow = group * perGroup
    const from = firstRow * columns
    const statistics = moments === null ? evenStatistics(columns) : statisticsOf(moments, group)
    const problem: RoundingProblem = {
      rows: perGroup,
      columns,
      targets: weights.subarray(from, from + perGroup * columns),
      metric: dampedMetric(statistics, columns),
      format: coding.format,
      smallestScales: bias.subarray(firstRow, firstRow + perGroup).map((value) => smallestScale(value, layer.inputScale)),
    }
    const rounded = moments === null ? roundNearest(problem, coding.scales) : roundings[coding.rounding](problem, coding.scales)
    codes.set(rounded.codes, from)
    scales.set(rounded.scales, firstRow)
    if (coding.bias === 'corrected') correctBias(newBias, firstRow, problem, rounded, statistics.means)
  }
  return { shape, codes, scales, bias: newBias }
}

function evenStatistics(columns: number): PatchStatistics {
  const covariance = new Float64Array(columns * columns)
  for (let column = 0; column < columns; column++) covariance[column * columns + column] = 1
  return { covariance, means: new Float64Array(columns) }
}

function dampedMetric({ covariance }: PatchStatistics, columns: number): Float64Array {
  let trace = 0
  for (let column = 0; column < columns; column++) trace += covariance[column * columns + column]!
  const added = Math.max((damping * trace) / columns, 1e-12)
  const metric = Float64Array.from(covariance)
  for (let column = 0; column < columns; column++) metric[column * columns + column]! += added
  return metric
}

function correctBias(bias: Float64Array, firstRow: number, { targets, columns }: RoundingProblem, rounded: RoundedRows, means: Float64Array): void {
  for (let row = 0; row < rounded.scales.length; row++) {
    let difference = 0
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      difference += (targets[at]! - rounded.codes[at]! * rounded.scales[row]!) * means[column]!
    }
    bias[firstRow + row]! += difference
  }
}

function smallestScale(bias: number, inputScale: number): number {
  return Math.max(2 ** -100, Math.abs(bias) / inputScale / largestBiasSteps)
}
