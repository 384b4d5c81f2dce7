import { MessageChannelMain, type MessagePortMain } from 'electron'
import type { Port } from '#core/contract/rpc'
import type { Channel } from './engine-process'

export function createChannel(): Channel<MessagePortMain> {
  const { port1, port2 } = new MessageChannelMain()
  return { engineEnd: port1, clientEnd: port2 }
}

/** A channel end of the app process as the contract's rpc takes it. */
export function portOfMain(end: MessagePortMain): Port {
  end.start()
  return {
    post: (message) => end.postMessage(message),
    onMessage: (listener) => {
      end.on('message', ({ data }) => listener(data))
    },
    onClose: (listener) => {
      end.on('close', listener)
    },
  }
}
