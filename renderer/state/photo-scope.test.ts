import { expect, it } from 'vitest'
import { scopeOf } from './photo-scope'

it('a scope is the selection, the filter, or everything', () => {
  expect(scopeOf('selection', new Set([3, 1]), { text: 'x' })).toEqual({ kind: 'photos', photoIds: [3, 1] })
  expect(scopeOf('filter', new Set([3]), { text: 'x' })).toEqual({ kind: 'filter', filter: { text: 'x' } })
  expect(scopeOf('library', new Set([3]), { text: 'x' })).toEqual({ kind: 'filter', filter: {} })
  expect(scopeOf('selection', new Set(), { text: 'x' })).toEqual({ kind: 'filter', filter: {} })
})
