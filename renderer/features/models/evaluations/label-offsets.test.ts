import { expect, test } from 'vitest'
import { labelOffsets } from './label-offsets'

const room = { pointPx: 10, wordsWidthPx: 100, wordsHeightPx: 14 }

test('words of points close to each other stand below each other, points of equal cost beside each other', () => {
  const points = [
    { xPx: 10, yPx: 50 },
    { xPx: 12, yPx: 44 },
    { xPx: 200, yPx: 50 },
    { xPx: 60, yPx: 52 },
  ]
  expect(labelOffsets(points, room)).toEqual([
    { pointPx: -5, wordsPx: 8 },
    { pointPx: 5, wordsPx: 0 },
    { pointPx: 0, wordsPx: 0 },
    { pointPx: 0, wordsPx: 20 },
  ])
  expect(labelOffsets([], room)).toEqual([])
})
