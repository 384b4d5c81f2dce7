import { expect, test } from 'vitest'
import { histogramBars } from './histogram-bars'

test('the fullest bar has the whole height, and bars beyond the codes are told apart', () => {
  const bars = histogramBars({ range: { low: 0, high: 6 }, seen: { low: 0, high: 8 }, clippedShare: 0.1, histogram: [99, 9, 0, 9] })
  // ln(1 + 9) / ln(1 + 99) = 1/2
  expect(bars.map(({ height }) => height)).toEqual([1, expect.closeTo(0.5), 0, expect.closeTo(0.5)])
  expect(bars.map(({ isInside }) => isInside)).toEqual([true, true, true, false])
  expect(histogramBars({ range: { low: 0, high: 1 }, seen: { low: 0, high: 0 }, clippedShare: 0, histogram: [0] })).toEqual([{ height: 0, isInside: true }])
})
