import { expect, test } from 'vitest'
import { acceleratorOf } from './accelerator'

test("keys of the window are written as Electron's menus have them", () => {
  expect(acceleratorOf('Mod+Shift+O')).toBe('CommandOrControl+Shift+O')
  expect(acceleratorOf('Mod++')).toBe('CommandOrControl+Plus')
  expect(acceleratorOf('Mod+,')).toBe('CommandOrControl+,')
  expect(acceleratorOf('F5')).toBe('F5')
  expect(acceleratorOf('Mod+ArrowLeft')).toBe('CommandOrControl+Left')
})

test('menus take no letters of a text and nothing without a name', () => {
  for (const key of ['W', 'Shift+W', '?', 'Mod+É', 'Mod+MediaPlay', '']) expect(acceleratorOf(key)).toBeUndefined()
})
