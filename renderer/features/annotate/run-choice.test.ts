import { expect, it } from 'vitest'
import type { ModelEntry } from '#core/contract/runs'
import { chosenModels } from './run-choice'

function entry(id: string, usable: boolean): ModelEntry {
  return { card: { id } as ModelEntry['card'], usable, problem: null, predictedPhotos: 0, photoMs: null }
}
const entries = [entry('a', true), entry('b', false), entry('c', true)]

it('models that cannot be used are never chosen', () => {
  expect(chosenModels(entries, null)).toEqual(['a', 'c'])
  expect(chosenModels(entries, ['b', 'c', 'gone'])).toEqual(['c'])
})
