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
    { pointPx: -5, wordsXPx: 5, wordsYPx: 8 },
    { pointPx: 5, wordsXPx: 5, wordsYPx: 0 },
    { pointPx: 0, wordsXPx: 0, wordsYPx: 0 },
    { pointPx: 0, wordsXPx: 0, wordsYPx: 20 },
  ])
  expect(labelOffsets([], room)).toEqual([])
})
