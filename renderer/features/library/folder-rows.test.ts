import { expect, it } from 'vitest'
import type { Folder } from '#core/model/folder'
import { folderRows, rowKey } from './folder-rows'

const folder: Folder = { id: 3, path: '/photos', name: 'photos', available: true, photos: 9, refused: 0, lastScanAtMs: null }
const nodes = ['', 'day 10', 'day 2', 'day 2/morning', 'day 2/evening'].map((path, index) => ({ folderId: 3, path, photos: 9 - index }))
const trees = [{ folder, nodes }]
const shown = (...expanded: string[]) =>
  folderRows(trees, new Set(expanded.map((path) => rowKey(3, path)))).map(({ name, depth, expandable }) => `${'  '.repeat(depth)}${name}${expandable ? ' >' : ''}`)

it('starts with the root folders', () => {
  expect(shown()).toEqual(['photos >'])
})

it('opens level by level, numbers in natural order', () => {
  expect(shown('')).toEqual(['photos >', '  day 2 >', '  day 10'])
  expect(shown('', 'day 2')).toEqual(['photos >', '  day 2 >', '    evening', '    morning', '  day 10'])
})

it('what lies below a closed folder stays closed with it', () => {
  expect(shown('day 2')).toEqual(['photos >'])
})

it('carries the counts', () => {
  expect(folderRows(trees, new Set([rowKey(3, '')])).map(({ photos }) => photos)).toEqual([9, 7, 8])
})
