import { expect, it } from 'vitest'
import { changedFilter, isFiltered } from './library-view'

it('adds, replaces and takes out parts of a filter', () => {
  const filter = changedFilter({ text: 'dog' }, { scoreAtLeast: 0, labels: ['cat'] })
  expect(filter).toEqual({ text: 'dog', scoreAtLeast: 0, labels: ['cat'] })
  expect(changedFilter(filter, { text: '', labels: [], scoreAtLeast: undefined })).toEqual({})
})

it('a folder alone is no filter', () => {
  expect(isFiltered({ folderId: 1, subfolder: 'a/b' })).toBe(false)
  expect(isFiltered({ folderId: 1, predictionState: 'failed' })).toBe(true)
})
