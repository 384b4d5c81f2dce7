import { expect, it } from 'vitest'
import type { ModelEntry } from '#core/contract/runs'
import { chosenModels } from './run-choice'

const lineage = { kind: 'quantized' } as NonNullable<ModelEntry['card']['lineage']>

function entry(id: string, usable: boolean): ModelEntry {
  return { card: { id } as ModelEntry['card'], usable, problem: null, predictedPhotos: 0, photoMs: null }
}
const entries = [entry('a', true), entry('b', false), entry('c', true)]

it('models that cannot be used are never chosen', () => {
  expect(chosenModels(entries, null)).toEqual(['a', 'c'])
  expect(chosenModels(entries, ['b', 'c', 'gone'])).toEqual(['c'])
})

it('a version made here is used when it was chosen', () => {
  const version = { ...entry('a_int8', true), card: { id: 'a_int8', lineage } as ModelEntry['card'] }
  expect(chosenModels([...entries, version], null)).toEqual(['a', 'c'])
  expect(chosenModels([...entries, version], ['a_int8'])).toEqual(['a_int8'])
})
