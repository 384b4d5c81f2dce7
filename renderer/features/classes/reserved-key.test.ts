import { expect, it } from 'vitest'
import { reservedKey } from './reserved-key'

it('letters of Review are taken, digits and other letters are free', () => {
  expect(reservedKey('a')).toBe('Accept the prediction')
  expect(reservedKey('N')).toBe('Next unreviewed photo')
  for (const key of ['0', '1', '9', 'w', 'é']) expect(reservedKey(key)).toBeNull()
})
