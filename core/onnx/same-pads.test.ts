import { expect, test } from 'vitest'
import { samePads } from './same-pads'

test.each([
  // size, kernel, stride, dilation, begin, end
  [300, 3, 2, 1, 0, 1],
  [513, 3, 2, 1, 1, 1],
  [224, 3, 2, 1, 0, 1],
  [65, 3, 1, 4, 4, 4],
  [19, 1, 1, 1, 0, 0],
  [10, 3, 2, 1, 0, 1],
  [5, 3, 2, 1, 1, 1],
  [7, 2, 3, 1, 0, 1],
])('size %d, kernel %d, stride %d, dilation %d', (size, kernel, stride, dilation, begin, end) => {
  expect(samePads(size, kernel, stride, dilation)).toEqual([begin, end])
})
