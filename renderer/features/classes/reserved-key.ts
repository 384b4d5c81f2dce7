import { actionCatalog } from '../../state/action-catalog'
import { keysOf } from '../../state/key-map'

/** What a letter does in Review already; null when it is free for a class. Digits always are. */
export function reservedKey(key: string): string | null {
  return actionCatalog.find(({ id, group }) => group === 'Review' && keysOf(id).includes(key.toUpperCase()))?.title ?? null
}
