import type { ActionId } from './action-catalog'
import { runAction } from './actions'
import { keyOf } from './key-map'

/** An action as a button needs it: what it does, and its present key. */
export function barAction(id: ActionId): { readonly keys: readonly string[]; run(): void } {
  return { keys: [keyOf(id) ?? ''], run: () => runAction(id) }
}
