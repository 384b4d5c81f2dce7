import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'
import { actionCatalog, type ActionId } from './action-catalog'
import { keysOf } from './key-map'
import { matchesKey, type KeyPress } from './keys'

/** Returns false when there is nothing to do after all, so that another action may have the key. */
type Handler = () => void | boolean

interface ActionStore {
  /** The last one registered for an action is in charge. */
  readonly handlers: ReadonlyMap<ActionId, readonly Handler[]>
}

const useActionStore = create<ActionStore>()(() => ({ handlers: new Map() }))

function changeHandlers(id: ActionId, change: (handlers: readonly Handler[]) => readonly Handler[]): void {
  useActionStore.setState(({ handlers }) => {
    const next = change(handlers.get(id) ?? [])
    const changed = new Map(handlers)
    if (next.length === 0) changed.delete(id)
    else changed.set(id, next)
    return { handlers: changed }
  })
}

/** Provides an action while the component is on screen and `enabled`. */
export function useAction(id: ActionId, handler: Handler, { enabled = true }: { readonly enabled?: boolean } = {}): void {
  const run = useEffectEvent(handler)
  useEffect(() => {
    if (!enabled) return
    const entry = (): void | boolean => run()
    changeHandlers(id, (handlers) => [...handlers, entry])
    return () => changeHandlers(id, (handlers) => handlers.filter((known) => known !== entry))
  }, [id, enabled])
}

/** Does the action if some view on screen can; false otherwise. */
export function runAction(id: ActionId): boolean {
  const handler = useActionStore.getState().handlers.get(id)?.at(-1)
  return handler !== undefined && handler() !== false
}

/** The actions that can be done right now, in catalog order. */
export function useAvailableActions(): readonly (typeof actionCatalog)[number][] {
  const handlers = useActionStore((store) => store.handlers)
  return actionCatalog.filter(({ id }) => handlers.has(id))
}

export function useIsAvailable(id: ActionId): boolean {
  return useActionStore((store) => store.handlers.has(id))
}

/** Does the first action of the pressed key that can be done; false when there is none. */
export function runKey(press: KeyPress, commandKey: boolean): boolean {
  return actionCatalog.some(({ id }) => keysOf(id).some((key) => matchesKey(press, key, commandKey)) && runAction(id))
}
