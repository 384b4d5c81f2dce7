import { expect, test } from 'vitest'
import { fromHalfFloats, toHalfFloats } from './half-floats'

test('bits are those of NumPy 2 astype(float16), clipped to finite numbers', () => {
  const values = Float32Array.of(1, 0.1, 65504, 1e-8, 5.96e-8, 3.0517578125e-5, -2.7182817, 0.333333343, 2049, 2051, 1e9)
  expect([...toHalfFloats(values)]).toEqual([15360, 11878, 31743, 0, 1, 512, 49520, 13653, 26624, 26626, 31743])
})

test('numbers come back to eleven bits', () => {
  const values = Float32Array.from({ length: 2000 }, (_, index) => 6 * Math.abs(Math.sin(index)))
  const back = new Float32Array(values.length)
  fromHalfFloats(toHalfFloats(values), back)
  values.forEach((value, index) => expect(Math.abs((back[index] ?? 0) - value)).toBeLessThanOrEqual(value * 2 ** -11 + 2 ** -25))
})
