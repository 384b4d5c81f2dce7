import { expect, it } from 'vitest'
import { movedClass } from './moved-class'

it('moves by a place', () => {
  expect(movedClass([7, 8, 9], 0, 1)).toEqual([8, 7, 9])
  expect(movedClass([7, 8, 9], 2, -1)).toEqual([7, 9, 8])
})
