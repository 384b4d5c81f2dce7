import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { menuCommands, type MenuCommand } from '#core/contract/shell'
import { appMenu } from './app-menu'

function leaves(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item]))
}

test.each(['darwin', 'linux', 'win32'] as const)('on %s every command of the window is in the menu once', (platform) => {
  const sent: MenuCommand[] = []
  const items = leaves(appMenu({ platform, developer: false, keys: {}, send: (command) => sent.push(command) }))
  // The platform's own arguments of a click are not used.
  for (const item of items) (item.click as (() => void) | undefined)?.()
  expect([...sent].sort()).toEqual([...menuCommands].sort())
  const accelerators = items.flatMap((item) => (item.accelerator === undefined ? [] : [item.accelerator]))
  expect(new Set(accelerators).size).toBe(accelerators.length)
})

test('the pages have the keys 1, 2, 3 and so on, in their order', () => {
  const pages = leaves(appMenu({ platform: 'linux', developer: false, keys: {}, send: () => undefined })).filter(({ accelerator }) => /\+\d$/.test(accelerator ?? ''))
  expect(pages.map(({ label, accelerator }) => [label, accelerator])).toEqual([
    ['Library', 'CommandOrControl+1'],
    ['Review', 'CommandOrControl+2'],
    ['Dataset', 'CommandOrControl+3'],
    ['Models', 'CommandOrControl+4'],
    ['Tune', 'CommandOrControl+5'],
    ['Phones', 'CommandOrControl+6'],
  ])
})

test('changed keys take the place of the first ones', () => {
  const items = leaves(appMenu({ platform: 'linux', developer: false, keys: { 'page.library': 'Mod+L', 'page.review': 'W' }, send: () => undefined }))
  const acceleratorOf = (label: string) => items.find((item) => item.label === label)?.accelerator
  expect([acceleratorOf('Library'), acceleratorOf('Review'), acceleratorOf('Dataset')]).toEqual(['CommandOrControl+L', undefined, 'CommandOrControl+3'])
})

test('quit and about are where the platform has them', () => {
  const roles = (platform: NodeJS.Platform, label: string | undefined) =>
    leaves(appMenu({ platform, developer: false, keys: {}, send: () => undefined }).filter((item) => (item.label ?? item.role) === label)).map((item) => item.role)
  expect(roles('darwin', 'appMenu')).toContain('quit')
  expect(roles('linux', '&File')).toContain('quit')
  expect(roles('win32', 'help')).toContain('about')
})
