import { AppError } from '#core/contract/errors'
import type { EngineClient, EventName, Events } from '#core/contract/index'
import { connect, type Port } from '#core/contract/rpc'

/** A client that outlives engine restarts: calls wait for the next port, listeners move over to it. */
export interface EngineConnection extends EngineClient {
  attach(port: Port): void
  /** The engine will not come back by itself: what waits fails, and so does what is asked until `expectEngine` or `attach`. */
  giveUp(message: string): void
  /** An engine is on its way again after `giveUp`: calls wait for it. */
  expectEngine(): void
}

interface Waiting {
  resolve(client: EngineClient): void
  reject(error: AppError): void
}

export function createEngineConnection(): EngineConnection {
  let client: EngineClient | null = null
  let failure: AppError | null = null
  const waiting = new Set<Waiting>()
  const resubscribers = new Set<(client: EngineClient) => void>()

  function ready(): Promise<EngineClient> {
    if (client !== null) return Promise.resolve(client)
    if (failure !== null) return Promise.reject(failure)
    return new Promise((resolve, reject) => waiting.add({ resolve, reject }))
  }

  function settle(action: (entry: Waiting) => void): void {
    const entries = [...waiting]
    waiting.clear()
    entries.forEach(action)
  }

  return {
    attach: (port) => {
      const attached = connect(port)
      client = attached
      failure = null
      port.onClose(() => {
        if (client === attached) client = null
      })
      for (const resubscribe of resubscribers) resubscribe(attached)
      settle((entry) => entry.resolve(attached))
    },
    giveUp: (message) => {
      client = null
      const error = new AppError('engine-stopped', message, { hint: 'Start the engine again from the bar at the top.' })
      failure = error
      settle((entry) => entry.reject(error))
    },
    expectEngine: () => {
      failure = null
    },
    call: async (name, args, options) => {
      const current = await ready()
      if (options?.signal?.aborted) throw new AppError('cancelled', 'Cancelled.')
      return current.call(name, args, options)
    },
    on: <E extends EventName>(name: E, listener: (payload: Events[E]) => void) => {
      let stop: (() => void) | null = null
      const subscribe = (to: EngineClient): void => {
        // A port that was followed by another is still open: each event is heard once.
        stop?.()
        stop = to.on(name, listener)
      }
      resubscribers.add(subscribe)
      if (client !== null) subscribe(client)
      return () => {
        resubscribers.delete(subscribe)
        stop?.()
      }
    },
  }
}
