import { expect, test } from 'vitest'
import { sharedClassIndices } from './shared-class-indices'

const labels = (...names: readonly string[]) => names.map((name, id) => ({ id, name }))

test('classes of one name share a number, others get their own', () => {
  expect(sharedClassIndices(labels('dog', 'cat'), labels('bird', 'CAT', 'dog'))).toEqual([2, 1, 0])
  expect(sharedClassIndices(labels('crane', 'crane'), labels('crane', 'crane'))).toEqual([0, 1])
})
