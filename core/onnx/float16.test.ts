import { expect, test } from 'vitest'
import { float16ToNumber, numberToFloat16 } from './float16'

// Bit patterns from the examples of IEEE 754-2008 binary16.
test.each([
  [0x3c00, 1],
  [0xc000, -2],
  [0x7bff, 65504],
  [0x0400, 2 ** -14],
  [0x0001, 2 ** -24],
  [0x3555, 0.333251953125],
  [0x7c00, Infinity],
  [0xfc00, -Infinity],
])('0x%s is %d both ways', (bits, value) => {
  expect(float16ToNumber(bits)).toBe(value)
  expect(numberToFloat16(value)).toBe(bits)
})

test('rounds ties to even and overflows to infinity', () => {
  expect(numberToFloat16(2049)).toBe(numberToFloat16(2048))
  expect(numberToFloat16(2051)).toBe(numberToFloat16(2052))
  expect(numberToFloat16(65519)).toBe(0x7bff)
  expect(numberToFloat16(65520)).toBe(0x7c00)
  expect(float16ToNumber(numberToFloat16(NaN))).toBeNaN()
})

test('every finite pattern survives', () => {
  for (let bits = 0; bits < 0x7c00; bits += 1) expect(numberToFloat16(float16ToNumber(bits))).toBe(bits)
})
