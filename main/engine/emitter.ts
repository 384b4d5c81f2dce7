import type { EventName, Events } from '#core/contract/index'

/** Sends one event to everybody who listens. */
export type Emit = <E extends EventName>(name: E, payload: Events[E]) => void

export interface Emitter {
  readonly emit: Emit
  /** The returned function ends the listening. */
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void
}

/** Typed events within the engine. A listener that throws stops neither the others nor the sender. */
export function createEmitter(onListenerError: (error: unknown) => void): Emitter {
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  return {
    emit: (name, payload) => {
      for (const listener of [...(listeners.get(name) ?? [])]) {
        try {
          listener(payload as never)
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener as (payload: never) => void)
      return () => {
        set.delete(listener as (payload: never) => void)
      }
    },
  }
}
