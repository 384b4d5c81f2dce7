import { actionCatalog, type ActionEntry } from '../../state/action-catalog'

/** What a letter does in Review already; null when it is free for a class. Digits always are. */
export function reservedKey(key: string): string | null {
  const entry: ActionEntry | undefined = actionCatalog.find(({ group, keys }: ActionEntry) => group === 'Review' && keys.includes(key.toUpperCase()))
  return entry?.title ?? null
}
