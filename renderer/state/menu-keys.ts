import { menuCommands } from '#core/contract/shell'
import { useKeyMap, type ChangedKeys } from './key-map'
import { presentError } from './notices'
import { shell } from './shell'

function show(changed: ChangedKeys): void {
  const keys = menuCommands.flatMap((command) => (changed[command] === undefined ? [] : [[command, changed[command]] as const]))
  shell().setMenuKeys(Object.fromEntries(keys)).catch(presentError)
}

/** Keeps the keys in the native menu those of the window's actions. */
export function followMenuKeys(): void {
  useKeyMap.subscribe(({ changed }) => show(changed))
}
