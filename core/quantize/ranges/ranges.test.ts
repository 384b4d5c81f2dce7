import { describe, expect, it } from 'vitest'
import { affineFor, rangeOf, roundHalfToEven, symmetricInt8Codes, throughCodes, uint8Codes } from '../affine'
import { chooseRange } from './choose-range'
import { Histogram } from './histogram'

function histogramOf(...parts: readonly (readonly number[])[]): Histogram {
  const histogram = new Histogram()
  for (const part of parts) histogram.add(Float32Array.from(part))
  return histogram
}

/** Evenly spaced quantiles of a logistic distribution, close to a normal one of standard deviation 1. */
const bell = Array.from({ length: 4001 }, (_, at) => {
  const share = (at + 0.5) / 4001
  return Math.log(share / (1 - share)) * 0.5513
})

describe('codes of a range', () => {
  it('are those of ONNX QuantizeLinear for Relu6', () => {
    const affine = affineFor({ low: 0, high: 6 }, uint8Codes)
    expect(affine).toMatchObject({ scale: Math.fround(6 / 255), zeroPoint: 0 })
    expect(throughCodes(9, affine)).toBeCloseTo(6, 6)
    expect(throughCodes(-1, affine)).toBe(0)
  })

  it('give zero a code of its own', () => {
    const affine = affineFor({ low: -1, high: 3 }, uint8Codes)
    expect(throughCodes(0, affine)).toBe(0)
    expect(affine.zeroPoint).toBe(64)
    expect(affineFor({ low: 2, high: 6 }, uint8Codes).zeroPoint).toBe(0)
  })

  it('reach as far down as up when symmetric', () => {
    const { low, high } = rangeOf(affineFor({ low: -1, high: 3 }, symmetricInt8Codes))
    expect(low).toBe(-high)
    expect(high).toBeCloseTo(3, 5)
  })

  it('round halves to even', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5].map(roundHalfToEven)).toEqual([0, 2, 2, -0, -2])
  })
})

describe('histogram', () => {
  it('keeps every count when values fall outside what it began with', () => {
    const histogram = histogramOf([0, 0.5, 1], [-100, 250], [0.25])
    expect(histogram.total).toBe(6)
    expect(histogram.bins.counts.reduce((sum, count) => sum + count, 0)).toBe(6)
    expect(histogram.extent).toEqual({ low: -100, high: 250 })
  })

  it('tells the share outside a range', () => {
    expect(histogramOf([0, 1, 2, 3, 10, 20, 30, 40]).shareOutside({ low: 0, high: 5 })).toBeCloseTo(0.5, 9)
  })

  it('survives nothing, one value, and values that are no numbers', () => {
    expect(histogramOf([]).extent).toEqual({ low: 0, high: 0 })
    expect(histogramOf([3, 3, 3]).extent).toEqual({ low: 3, high: 3 })
    expect(histogramOf([1, NaN, 2]).extent).toEqual({ low: 1, high: 2 })
  })
})

describe('range rules', () => {
  const outlier = histogramOf(bell, [60])

  it('keep everything by min-max', () => {
    expect(chooseRange(outlier, uint8Codes, { kind: 'min-max' }).high).toBe(60)
  })

  it.each([
    { kind: 'percentile', percent: 99.9 } as const,
    { kind: 'mean-squared-error' } as const,
    { kind: 'entropy' } as const,
  ])('let go of one outlier by $kind', (choice) => {
    const { low, high } = chooseRange(outlier, uint8Codes, choice)
    expect(high).toBeLessThan(choice.kind === 'mean-squared-error' ? 60.1 : 40)
    expect(high).toBeGreaterThan(2)
    expect(low).toBeLessThan(-1.5)
  })

  it('find the clipping point with the smallest error', () => {
    const histogram = histogramOf(bell)
    const { high } = chooseRange(histogram, { dataType: 'uint8', lowest: 0, highest: 15 }, { kind: 'mean-squared-error' })
    const errorAt = (limit: number) => {
      const affine = affineFor({ low: -limit, high: limit }, { dataType: 'uint8', lowest: 0, highest: 15 })
      return bell.reduce((sum, value) => sum + (value - throughCodes(value, affine)) ** 2, 0)
    }
    const best = Math.min(...Array.from({ length: 40 }, (_, step) => errorAt(1 + step * 0.1)))
    expect(errorAt(high)).toBeLessThan(1.1 * best)
  })
})
