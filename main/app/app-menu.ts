import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand, MenuKeys } from '#core/contract/shell'
import { acceleratorOf } from './accelerator'

export interface MenuChoices {
  readonly platform: NodeJS.Platform
  /** Developer tools are for working on the app itself. */
  readonly developer: boolean
  /** Keys that were changed. */
  readonly keys: MenuKeys
  readonly send: (command: MenuCommand) => void
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/**
 * The native menu: the platform's own roles, and the window's actions by name. The keys are those of the window's
 * actions; the window sees a key press first, so that no action runs twice.
 */
export function appMenu({ platform, developer, keys, send }: MenuChoices): Item[] {
  const isMac = platform === 'darwin'
  const command = (label: string, name: MenuCommand, first?: string): Item => {
    const key = keys[name]
    const accelerator = key === undefined ? first : acceleratorOf(key)
    return { label, click: () => send(name), ...(accelerator === undefined ? {} : { accelerator }) }
  }
  const settings = command('Settings…', 'page.settings', 'CommandOrControl+,')

  const macApp: Item = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const file: Item = {
    label: '&File',
    submenu: [
      command('Add Photo Folder…', 'folder.add', 'CommandOrControl+I'),
      separator,
      command('New Project…', 'project.new', 'CommandOrControl+N'),
      command('Open Project…', 'project.open', 'CommandOrControl+O'),
      separator,
      command('Import Labels…', 'labels.import', 'CommandOrControl+Shift+O'),
      command('Export Labels…', 'labels.export', 'CommandOrControl+E'),
      separator,
      ...(isMac ? [{ role: 'close' } satisfies Item] : [settings, separator, { role: 'quit' } satisfies Item]),
    ],
  }
  const edit: Item = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      command('Select All Photos', 'photo.select-all'),
      command('Find…', 'library.find', 'CommandOrControl+F'),
    ],
  }
  const view: Item = {
    label: '&View',
    submenu: [
      command('Library', 'page.library', 'CommandOrControl+1'),
      command('Review', 'page.review', 'CommandOrControl+2'),
      command('Dataset', 'page.dataset', 'CommandOrControl+3'),
      command('Models', 'page.models', 'CommandOrControl+4'),
      command('Tune', 'page.tune', 'CommandOrControl+5'),
      command('Phones', 'page.phones', 'CommandOrControl+6'),
      command('Jobs', 'jobs.toggle', 'CommandOrControl+J'),
      separator,
      command('Show or Hide Boxes', 'view.boxes'),
      command('Show or Hide Masks', 'view.masks'),
      command('Show or Hide Tags', 'view.tags'),
      command('Show or Hide Inspector', 'view.inspector'),
      separator,
      command('All Actions…', 'palette.open', 'CommandOrControl+K'),
      separator,
      { role: 'togglefullscreen' },
      ...(developer ? [{ role: 'toggleDevTools' } satisfies Item] : []),
    ],
  }
  const photos: Item = { label: '&Photos', submenu: [command('Annotate…', 'annotate.start', 'CommandOrControl+Return')] }
  const help: Item = {
    role: 'help',
    submenu: [
      command('Keyboard Shortcuts', 'shortcuts.open'),
      command('Copy Diagnostics', 'diagnostics.copy'),
      ...(isMac ? [] : [separator, { role: 'about' } satisfies Item]),
    ],
  }
  return [...(isMac ? [macApp] : []), file, edit, photos, view, { role: 'windowMenu' }, help]
}
