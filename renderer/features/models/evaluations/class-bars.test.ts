import { expect, test } from 'vitest'
import { classesBySpread, type ClassBar } from './class-bars'

test('classes on which models are furthest apart come first', () => {
  const bar = (className: string, value: number): ClassBar => ({ className, value, photos: 1, labels: 1, model: 'any', color: '#000000' })
  expect(classesBySpread([bar('cat', 0.9), bar('dog', 0.5), bar('bird', 0.2), bar('cat', 0.8), bar('dog', 0.9), bar('bird', 0.2)])).toEqual(['dog', 'cat', 'bird'])
})
