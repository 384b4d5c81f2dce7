import { expect, it } from 'vitest'
import type { ModelEntry } from '#core/contract/runs'
import { chosenModels, scopeOf } from './run-choice'

function entry(id: string, usable: boolean): ModelEntry {
  return { card: { id } as ModelEntry['card'], usable, problem: null, predictedPhotos: 0, photoMs: null }
}
const entries = [entry('a', true), entry('b', false), entry('c', true)]

it('a scope is the selection, the filter, or everything', () => {
  expect(scopeOf('selection', new Set([3, 1]), { text: 'x' })).toEqual({ kind: 'photos', photoIds: [3, 1] })
  expect(scopeOf('filter', new Set([3]), { text: 'x' })).toEqual({ kind: 'filter', filter: { text: 'x' } })
  expect(scopeOf('library', new Set([3]), { text: 'x' })).toEqual({ kind: 'filter', filter: {} })
})

it('models that cannot be used are never chosen', () => {
  expect(chosenModels(entries, null)).toEqual(['a', 'c'])
  expect(chosenModels(entries, ['b', 'c', 'gone'])).toEqual(['c'])
})
