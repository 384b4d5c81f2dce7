import { expect, test } from 'vitest'
import { adamStep } from './adam'

test('the first step is the rate times the scale against the sign of the slope, and the second follows the moments', () => {
  const parameters = Float32Array.of(1, 1, 1)
  const moments = new Float32Array(6)
  const ranges = [{ from: 0, to: 1, scale: 1 }, { from: 1, to: 2, scale: 10 }]
  adamStep(parameters, Float32Array.of(2, -5, 9), moments, { step: 1, rate: 0.1, ranges })
  // With both biases corrected m = g and v = g²: the step is rate * g / |g|. The last parameter is in no range.
  expect([...parameters].map((value) => Number(value.toFixed(5)))).toEqual([0.9, 2, 1])
  adamStep(parameters, Float32Array.of(-1, 0, 0), moments, { step: 2, rate: 0.1, ranges })
  // m = 0.9 * 0.2 - 0.1 = 0.08, over 1 - 0.81; v = 0.999 * 0.004 + 0.001 = 0.004996, over 1 - 0.998001.
  expect(parameters[0]).toBeCloseTo(0.9 - (0.1 * (0.08 / 0.19)) / Math.sqrt(0.004996 / 0.001999), 5)
})
