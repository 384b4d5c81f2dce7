import { expect, test } from 'vitest'
import { matchClasses } from './match-classes'

const labels = (...names: readonly string[]) => names.map((name, id) => ({ id, name }))
const naming = (classId: number, name: string) => ({ classId, name })

test('the exact spelling goes before another one, a current name before an earlier one', () => {
  const current = [naming(1, 'dog'), naming(2, 'Dog'), naming(3, 'cat')]
  const earlier = [naming(3, 'dog'), naming(1, 'hound')]
  expect(matchClasses(labels('Dog', 'Cat', 'HOUND', 'bird'), { current, earlier })).toEqual([2, 3, 1, null])
  expect(matchClasses(labels('dog', 'cat'), { current, earlier })).toEqual([1, 3])
  expect(matchClasses(labels('DOG'), { current, earlier: [] })).toEqual([null])
})

test('short and whole names of a model class both count', () => {
  const current = [naming(1, 'tench'), naming(2, 'goldfish, Carassius auratus')]
  expect(matchClasses(labels('tench, Tinca tinca', 'goldfish, Carassius auratus'), { current, earlier: [] })).toEqual([1, 2])
})

test('a name that two classes of the model share means neither', () => {
  expect(matchClasses(labels('crane', 'crane'), { current: [naming(1, 'crane')], earlier: [] })).toEqual([null, null])
  expect(matchClasses(labels('crane', 'crane'), { current: [naming(1, 'crane (1)')], earlier: [] })).toEqual([null, 1])
})

test('background means no class', () => {
  expect(matchClasses(labels('background'), { current: [naming(1, 'background')], earlier: [] })).toEqual([null])
})
