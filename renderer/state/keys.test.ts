import { expect, it } from 'vitest'
import { keyLabels, keyOfPress, matchesKey, type KeyPress } from './keys'

function press(key: string, part: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...part }
}

it('plain keys match without modifiers only', () => {
  expect(matchesKey(press('b'), 'B', false)).toBe(true)
  expect(matchesKey(press('b', { ctrlKey: true }), 'B', false)).toBe(false)
  expect(matchesKey(press('B', { shiftKey: true }), 'B', false)).toBe(false)
  expect(matchesKey(press('b', { altKey: true }), 'B', false)).toBe(false)
})

it('Mod is Ctrl, or Cmd on a Mac, and not the other one', () => {
  expect(matchesKey(press('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
  expect(matchesKey(press('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false)
  expect(matchesKey(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
  expect(matchesKey(press('k'), 'Mod+K', false)).toBe(false)
})

it('signs match whatever Shift does, letters and named keys do not', () => {
  expect(matchesKey(press('?', { shiftKey: true }), '?', false)).toBe(true)
  expect(matchesKey(press('+', { shiftKey: true }), '+', false)).toBe(true)
  expect(matchesKey(press('ArrowLeft', { shiftKey: true }), 'ArrowLeft', false)).toBe(false)
})

it('prints keys', () => {
  expect(keyLabels('Mod+Shift+A', false)).toEqual(['Ctrl', 'Shift', 'A'])
  expect(keyLabels('Mod+K', true)).toEqual(['⌘', 'K'])
  expect(keyLabels('ArrowRight', false)).toEqual(['→'])
  expect(keyLabels('+', false)).toEqual(['+'])
  expect(keyLabels('Mod++', false)).toEqual(['Ctrl', '+'])
})

it('writes a pressed key so that it matches again', () => {
  const presses = [press('b'), press('B', { shiftKey: true }), press('k', { ctrlKey: true }), press('?', { shiftKey: true }), press('+', { ctrlKey: true }), press('F5'), press('ArrowUp', { shiftKey: true })]
  const keys = presses.map((known) => keyOfPress(known, false))
  expect(keys).toEqual(['B', 'Shift+B', 'Mod+K', '?', 'Mod++', 'F5', 'Shift+ArrowUp'])
  presses.forEach((known, at) => expect(matchesKey(known, keys[at] ?? '', false)).toBe(true))
  expect(keyOfPress(press('k', { metaKey: true }), true)).toBe('Mod+K')
})

it('a modifier alone is no key yet, and Alt is for menus', () => {
  expect(keyOfPress(press('Shift', { shiftKey: true }), false)).toBeNull()
  expect(keyOfPress(press('b', { altKey: true }), false)).toBeNull()
})
