import { expect, test } from 'vitest'
import { chooseNextPhotos } from './choose-next-photos'

test('the least sure comes first, then what looks least like it', () => {
  const candidates = [
    { id: 'unsure', uncertainty: 1, features: Float32Array.of(1, 0) },
    { id: 'its twin', uncertainty: 0.9, features: Float32Array.of(2, 0.01) },
    { id: 'another scene', uncertainty: 0.5, features: Float32Array.of(0, 1) },
    { id: 'between', uncertainty: 0.4, features: Float32Array.of(1, 1) },
  ]
  expect(chooseNextPhotos(candidates, 3).map(({ id }) => id)).toEqual(['unsure', 'another scene', 'between'])
  expect(chooseNextPhotos(candidates, 9)).toHaveLength(4)
  expect(chooseNextPhotos([], 3)).toEqual([])
})

test('sure photos are not chosen for being far', () => {
  const unsure = Array.from({ length: 5 }, (_, index) => ({ id: index, uncertainty: 1, features: Float32Array.of(1, index) }))
  expect(chooseNextPhotos([...unsure, { id: 99, uncertainty: 0, features: Float32Array.of(-1, 0) }], 1).map(({ id }) => id)).toEqual([0])
})
