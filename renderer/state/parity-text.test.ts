import { expect, test } from 'vitest'
import { parityText } from './parity-text'

const photo = (isSame: boolean) => ({ photo: 'a.jpg', isSame, maxDifference: 0, agreement: 1, sentence: '' })

test('says on how many photos a phone answers the same', () => {
  expect(parityText([])).toBe('not compared')
  expect(parityText([photo(true)])).toBe('same on 1 photo')
  expect(parityText([photo(true), photo(false), photo(true)])).toBe('differs on 1 of 3 photos')
})
