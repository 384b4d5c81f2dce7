import type { EngineClient, EventName, Events, Handlers } from '#core/contract/index'
import { createCancelSource } from '#core/contract/cancel'
import { dispatch } from '#core/contract/rpc'

/** What a caller in the same process needs of an engine. */
export interface LocalEngine {
  readonly handlers: Handlers
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void
}

/** The engine in this process seen through the contract, arguments checked as over a port. */
export function localClient(engine: LocalEngine): EngineClient {
  const never = createCancelSource().signal
  return {
    call: async (name, args, options = {}) => (await dispatch(engine.handlers, name, args, { signal: options.signal ?? never })) as never,
    on: (name, listener) => engine.on(name, listener),
  }
}
