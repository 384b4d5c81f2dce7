import { expect, test } from 'vitest'
import { differenceText, estimateText } from './estimate-text'

test('a share stands before its interval', () => {
  expect(estimateText({ value: 0.72, interval: [0.6514, 0.7838] })).toBe('72.0 % (65.1 – 78.4)')
  expect(estimateText({ value: 1, interval: [1, 1] })).toBe('100.0 % (100.0 – 100.0)')
})

test('a difference whose interval includes zero is said to be none that is sure', () => {
  expect(differenceText({ value: -0.042, interval: [-0.07, -0.014] })).toBe('−4.2 points (−7.0 to −1.4)')
  expect(differenceText({ value: 0.042, interval: [0.014, 0.07] })).toBe('+4.2 points (+1.4 to +7.0)')
  expect(differenceText({ value: -0.012, interval: [-0.03, 0.006] })).toBe('−1.2 points (−3.0 to +0.6), no sure difference')
  expect(differenceText({ value: 0.01, interval: [0, 0.03] })).toBe('+1.0 points (0.0 to +3.0), no sure difference')
  expect(differenceText({ value: 0, interval: [0, 0] })).toBe('no difference')
})
