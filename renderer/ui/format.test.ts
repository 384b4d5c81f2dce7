import { expect, it } from 'vitest'
import {
  fileName,
  formatAmount,
  formatCount,
  formatDuration,
  formatMeasured,
  formatMegabytes,
  formatMillions,
  formatPercent,
  formatRate,
  formatRemaining,
  formatScore,
  formatZoom,
} from './format'

it.each([
  [0, 'under 1 s'],
  [900, '1 s'],
  [42_400, '42 s'],
  [59_600, '1 min'],
  [80_000, '1 min 20 s'],
  [3_599_400, '59 min 59 s'],
  [3_600_000, '1 h'],
  [11_100_000, '3 h 5 min'],
])('%d ms reads %s', (durationMs, text) => expect(formatDuration(durationMs)).toBe(text))

it('time left never reads zero', () => {
  expect(formatRemaining(80_000)).toBe('1 min 20 s left')
  expect(formatRemaining(3)).toBe('1 s left')
})

it('counts have thousands separators and a plural', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567')
  expect(formatAmount(1, 'photo')).toBe('1 photo')
  expect(formatAmount(50_000, 'photo')).toBe('50,000 photos')
  expect(formatAmount(2, 'class', 'classes')).toBe('2 classes')
})

it('bytes are millions with one decimal', () => {
  expect(formatMegabytes(13_600_000)).toBe('13.6 MB')
  expect(formatMegabytes(0)).toBe('0.0 MB')
  expect(formatMegabytes(1200)).toBe('under 0.1 MB')
  expect(formatMegabytes(1_234_000_000)).toBe('1,234.0 MB')
})

it('measured values keep at most three digits', () => {
  expect(formatMeasured(0.4218)).toBe('0.42')
  expect(formatMeasured(9.57)).toBe('9.6')
  expect(formatMeasured(111.8)).toBe('112')
  expect(formatRate(96.4, 'photos')).toBe('96.4 photos/s')
})

it('shares, scores, zooms and parameters', () => {
  expect(formatPercent(0.1234)).toBe('12.3 %')
  expect(formatPercent(0.0001)).toBe('< 0.1 %')
  expect(formatScore(0.876)).toBe('0.88')
  expect(formatZoom(0.245)).toBe('25 %')
  expect(formatMillions(3_504_872)).toBe('3.5 M')
})

it('a file name ends a path of either kind', () => {
  expect(fileName('a/b/c#d.jpg')).toBe('c#d.jpg')
  expect(fileName('C:\\photos\\x.jpg')).toBe('x.jpg')
  expect(fileName('x.jpg')).toBe('x.jpg')
})
