import { expect, test } from 'vitest'
import { labelOffsets } from './label-offsets'

const words = { widthPx: 100, heightPx: 14 }

test('words of points close to each other stand below each other, the others stay', () => {
  const points = [
    { xPx: 10, yPx: 50 },
    { xPx: 10, yPx: 44 },
    { xPx: 200, yPx: 50 },
    { xPx: 60, yPx: 52 },
  ]
  expect(labelOffsets(points, words)).toEqual([8, 0, 0, 20])
  expect(labelOffsets([], words)).toEqual([])
})
