import { create } from 'zustand'
import { actionCatalog, type ActionEntry, type ActionId } from './action-catalog'

/** Keys that a person gave to actions, each in place of the first one of the catalog. */
export type ChangedKeys = Readonly<Partial<Record<ActionId, string>>>

interface KeyMap {
  readonly changed: ChangedKeys
}

export const useKeyMap = create<KeyMap>()(() => ({ changed: {} }))

function entryOf(id: ActionId): ActionEntry | undefined {
  return actionCatalog.find((known) => known.id === id)
}

/** The keys of an action, the one that is shown first. */
export function keysIn(changed: ChangedKeys, id: ActionId): readonly string[] {
  const keys = entryOf(id)?.keys ?? []
  const own = changed[id]
  return own === undefined ? keys : [own, ...keys.slice(1).filter((key) => key !== own)]
}

/** The keys of an action as they are now. */
export function keysOf(id: ActionId): readonly string[] {
  return keysIn(useKeyMap.getState().changed, id)
}

/** The key shown for an action, if it has one. */
export function keyOf(id: ActionId): string | null {
  return keysOf(id)[0] ?? null
}

export function changeKey(id: ActionId, key: string): void {
  useKeyMap.setState(({ changed }) => ({ changed: key === entryOf(id)?.keys[0] ? without(changed, id) : { ...changed, [id]: key } }))
}

export function resetKey(id: ActionId): void {
  useKeyMap.setState(({ changed }) => ({ changed: without(changed, id) }))
}

export function resetAllKeys(): void {
  useKeyMap.setState({ changed: {} })
}

/** Takes remembered keys over; those of actions that are no more are left out. */
export function takeKeys(remembered: Readonly<Record<string, string>>): void {
  const changed = actionCatalog.flatMap(({ id }) => (remembered[id] === undefined ? [] : [[id, remembered[id]] as const]))
  useKeyMap.setState({ changed: Object.fromEntries(changed) })
}

function without(changed: ChangedKeys, id: ActionId): ChangedKeys {
  return Object.fromEntries(Object.entries(changed).filter(([known]) => known !== id))
}
