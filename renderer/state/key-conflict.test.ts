import { expect, it } from 'vitest'
import { actionCatalog, type ActionEntry, type ActionId } from './action-catalog'
import { keyConflict } from './key-conflict'
import { changeKey, keysOf, resetAllKeys, resetKey, takeKeys, useKeyMap } from './key-map'

it('the keys of the start are free of conflicts', () => {
  const conflicts = actionCatalog.flatMap(({ id, keys }: ActionEntry) =>
    // As if another key were given up for this one.
    keys.flatMap((key) => keyConflict(id as ActionId, key, { [id]: 'F24' }, []) ?? []),
  )
  expect(conflicts).toEqual([])
})

it('names what has the key already, where both can be done', () => {
  expect(keyConflict('tool.box', 'P', {}, [])).toContain('Draw polygons')
  expect(keyConflict('tool.box', '+', {}, [])).toContain('Zoom in')
  expect(keyConflict('tool.box', 'Mod+K', {}, [])).toContain('Find an action')
  expect(keyConflict('tool.box', 'P', { 'tool.polygon': 'Y' }, [])).toBeNull()
  expect(keyConflict('photo.open', 'P', {}, [])).toBeNull()
  expect(keyConflict('tool.box', 'T', {}, [])).toBeNull()
})

it('leaves classes, text and the system their keys', () => {
  expect(keyConflict('tool.box', '3', {}, [])).toContain('classes')
  expect(keyConflict('tool.box', 'W', {}, [{ name: 'mug', key: 'w' }])).toContain('"mug"')
  expect(keyConflict('viewer.fit', 'W', {}, [{ name: 'mug', key: 'w' }])).toBeNull()
  expect(keyConflict('tool.box', 'Tab', {}, [])).toContain('fixed')
})

it('a changed key replaces the one that is shown, until it is reset', () => {
  changeKey('review.accept', 'Q')
  expect(keysOf('review.accept')).toEqual(['Q', 'Enter'])
  changeKey('review.accept', 'A')
  expect(useKeyMap.getState().changed).toEqual({})
  takeKeys({ 'review.accept': 'Y', 'action.of-the-past': 'Q' })
  expect(useKeyMap.getState().changed).toEqual({ 'review.accept': 'Y' })
  changeKey('tool.box', 'U')
  resetKey('review.accept')
  expect(useKeyMap.getState().changed).toEqual({ 'tool.box': 'U' })
  resetAllKeys()
  expect(keysOf('tool.box')).toEqual(['B'])
})
