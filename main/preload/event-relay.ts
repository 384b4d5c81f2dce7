/** One kind of event on its way to the page: what is sent before anyone listens waits for the first listener. */
export interface EventRelay<Payload> {
  send(payload: Payload): void
  /** Returns the listener's removal. */
  listen(listener: (payload: Payload) => void): () => void
}

export function eventRelay<Payload>(): EventRelay<Payload> {
  const listeners = new Set<(payload: Payload) => void>()
  const waiting: Payload[] = []
  return {
    send: (payload) => {
      if (listeners.size === 0) waiting.push(payload)
      for (const listener of listeners) listener(payload)
    },
    listen: (listener) => {
      listeners.add(listener)
      for (const payload of waiting.splice(0)) listener(payload)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
