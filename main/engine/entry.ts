import type { ToEngine } from '#core/contract/engine-process'
import type { Port } from '#core/contract/rpc'
import { createEngine } from './engine'
import { hostEngine } from './engine-host'

type ParentPort = typeof process.parentPort
type MainPort = Parameters<Parameters<ParentPort['on']>[1]>[0]['ports'][number]

function isToEngine(value: unknown): value is ToEngine {
  return typeof value === 'object' && value !== null && 'kind' in value
}

function portOf(end: MainPort): Port {
  return {
    post: (message) => end.postMessage(message),
    onMessage: (listener) => {
      end.on('message', ({ data }) => listener(data))
      end.start()
    },
    onClose: (listener) => {
      end.on('close', listener)
    },
  }
}

function log(text: string): void {
  process.stderr.write(`${text}\n`)
}

const { parentPort } = process

const receive = hostEngine({
  createEngine,
  tell: (message) => parentPort.postMessage(message),
  log,
  exit: (code) => process.exit(code),
})

parentPort.on('message', ({ data, ports }) => {
  const [end] = ports
  if (isToEngine(data)) receive(data, end === undefined ? null : portOf(end))
})

// A key press of Ctrl+C reaches the whole process group; the app process decides when the engine ends.
process.on('SIGINT', () => log('interrupt left to the app process'))
process.on('SIGTERM', () => receive({ kind: 'stop' }, null))
// Newer Electron ends the process here anyway; the log should say why.
process.on('unhandledRejection', (reason) => {
  log(`fault: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`)
  process.exit(1)
})
