import type { Port } from '#core/contract/rpc'

/** A browser MessagePort as the contract's port. Messages are copied, never transferred. */
function toPort(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data))
      port.start()
    },
    onClose: (listener) => port.addEventListener('close', () => listener()),
  }
}

/** Calls `listener` with every engine port that the preload hands to this window. */
export function onEnginePort(listener: (port: Port) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0]
    if (event.source === window && event.data === 'engine:port' && port !== undefined) listener(toPort(port))
  })
}
