import { describe, expect, it } from 'vitest'
import { symmetricInt8Codes } from '../affine'
import { cholesky } from './cholesky'
import { codeLayer } from './code-layer'
import { roundCompensated } from './round-compensated'
import { roundNearest } from './round-nearest'
import type { RoundedRows, RoundingProblem } from './rounding-problem'

const fourBits = { dataType: 'int8', lowest: -7, highest: 7 } as const

function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 1073741824 - 1
  }
}

/** Inputs that mostly go up and down together. */
function correlatedProblem(rows: number, columns: number): RoundingProblem {
  const random = randomNumbers(5)
  const metric = new Float64Array(columns * columns)
  for (let sample = 0; sample < 200; sample++) {
    const common = 3 * random()
    const patch = Array.from({ length: columns }, () => common + random())
    for (let a = 0; a < columns; a++) for (let b = 0; b < columns; b++) metric[a * columns + b]! += (patch[a]! * patch[b]!) / 200
  }
  const targets = Float64Array.from({ length: rows * columns }, random)
  return { rows, columns, targets, metric, format: fourBits, smallestScales: new Float64Array(rows) }
}

function errorOf({ rows, columns, targets, metric }: RoundingProblem, { codes, scales }: RoundedRows): number {
  let error = 0
  for (let row = 0; row < rows; row++) {
    const off = Array.from({ length: columns }, (_, at) => codes[row * columns + at]! * scales[row]! - targets[row * columns + at]!)
    for (let a = 0; a < columns; a++) for (let b = 0; b < columns; b++) error += off[a]! * metric[a * columns + b]! * off[b]!
  }
  return error
}

describe('rounding of weights', () => {
  it('factors a matrix by hand', () => {
    expect(Array.from(cholesky(Float64Array.of(4, 2, 2, 5), 2))).toEqual([2, 0, 1, 2])
  })

  it('goes to the nearest code with one scale per row', () => {
    const problem = { ...correlatedProblem(2, 2), targets: Float64Array.of(7, 3.4, -0.7, 0.1) }
    const { codes, scales } = roundNearest(problem, 'largest-weight')
    expect(Array.from(codes)).toEqual([7, 3, -7, 1])
    expect(Array.from(scales)).toEqual([1, Math.fround(0.1)])
  })

  it('leaves a fraction of the error when later weights make up for earlier ones', () => {
    const problem = correlatedProblem(16, 24)
    const nearest = errorOf(problem, roundNearest(problem, 'largest-weight'))
    expect(errorOf(problem, roundCompensated(problem, 'least-error'))).toBeLessThan(0.5 * nearest)
  })

  it('comes close to the best of all codes where these can be tried one by one', () => {
    const problem = { ...correlatedProblem(1, 4), format: { dataType: 'int8', lowest: -2, highest: 2 } as const }
    const found = roundCompensated(problem, 'largest-weight')
    let best = Infinity
    for (let number = 0; number < 5 ** 4; number++) {
      const codes = Int8Array.from({ length: 4 }, (_, at) => (Math.floor(number / 5 ** at) % 5) - 2)
      best = Math.min(best, errorOf(problem, { codes, scales: found.scales }))
    }
    expect(errorOf(problem, found)).toBeLessThanOrEqual(1.3 * best)
  })

  it('keeps the mean of the results', () => {
    const shape = layerShape(1, 2)
    const patches = [
      [1, 5],
      [3, 9],
      [2, 4],
    ]
    const products = new Float64Array(9)
    for (const patch of patches.map(([a = 0, b = 0]) => [a, b, 1])) for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) products[a * 3 + b]! += patch[a]! * patch[b]!
    const weights = Float64Array.of(1, 0.3333)
    const coded = codeLayer({ shape, weights, bias: Float64Array.of(0.5), inputScale: 0.1 }, { columns: 2, groups: 1, products }, {
      format: fourBits,
      rounding: 'compensated',
      scales: 'least-error',
      bias: 'corrected',
    })
    const meanOf = (w: ArrayLike<number>, bias: number) => patches.reduce((sum, [a = 0, b = 0]) => sum + w[0]! * a + w[1]! * b + bias, 0) / 3
    const decoded = Array.from(coded.codes, (code) => code * coded.scales[0]!)
    expect(meanOf(decoded, coded.bias[0]!)).toBeCloseTo(meanOf(weights, 0.5), 9)
  })

  it('gives channels that differ a hundredfold a scale each, so that none is lost', () => {
    const weights = Float64Array.from({ length: 18 }, (_, at) => (at < 9 ? 0.01 : 1) * Math.cos(at))
    const coded = codeLayer({ shape: layerShape(2, 9, 2), weights, bias: new Float64Array(2), inputScale: 1 }, null, {
      format: symmetricInt8Codes,
      rounding: 'nearest',
      scales: 'largest-weight',
      bias: 'original',
    })
    const perChannel = weights.reduce((most, weight, at) => Math.max(most, Math.abs(weight - coded.codes[at]! * coded.scales[at < 9 ? 0 : 1]!) / (at < 9 ? 0.01 : 1)), 0)
    const perTensor = weights.subarray(0, 9).reduce((most, weight) => Math.max(most, Math.abs(weight - Math.round(weight * 127) / 127) / 0.01), 0)
    expect(perChannel).toBeLessThan(0.005)
    expect(perChannel).toBeLessThan(perTensor / 50)
  })

  it('keeps the bias of a channel without weights within 32 bits', () => {
    const coded = codeLayer({ shape: layerShape(1, 2), weights: new Float64Array(2), bias: Float64Array.of(7), inputScale: 0.01 }, null, {
      format: symmetricInt8Codes,
      rounding: 'nearest',
      scales: 'largest-weight',
      bias: 'original',
    })
    expect(7 / (coded.scales[0]! * 0.01)).toBeLessThan(2 ** 31)
  })
})

function layerShape(rows: number, columns: number, groups = 1) {
  const node = { name: 'layer', opType: 'Conv', domain: '', inputs: [], outputs: [], attributes: new Map() }
  return { node, weightName: 'w', biasName: 'b', rows, columns, groups, window: null, isTransposed: false }
}
