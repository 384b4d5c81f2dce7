import { expect, test } from 'vitest'
import { splitBroughtAlong } from './split-brought-along'

test('a split needs something to learn from and something to measure with', () => {
  expect(splitBroughtAlong(['train', 'val', undefined, 'test'])).toEqual(['train', 'validation', null, 'test'])
  expect(splitBroughtAlong(['train', 'test'])).toEqual(['train', 'test'])
  expect(splitBroughtAlong(['train', undefined])).toBeNull()
  expect(splitBroughtAlong(['val', 'test'])).toBeNull()
  expect(splitBroughtAlong([])).toBeNull()
})
