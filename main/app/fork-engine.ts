import { utilityProcess, type MessagePortMain } from 'electron'
import { availableParallelism } from 'node:os'
import type { FromEngine } from '#core/contract/engine-process'
import type { EngineProcess } from './engine-process'

const threadsForFiles = 4

function isFromEngine(value: unknown): value is FromEngine {
  return typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'ready' || value.kind === 'start-failed')
}

/** Starts the built engine script in a utility process; what it prints goes line by line to `log`. */
export function forkEngine(enginePath: string, log: (text: string) => void): EngineProcess<MessagePortMain> {
  const child = utilityProcess.fork(enginePath, [], {
    serviceName: 'Mobilabel engine',
    stdio: 'pipe',
    // Decoding waits in Node's thread pool: with its usual four threads, more than four workers would wait for each other.
    // The pool's size is read before any code of the engine runs.
    env: { UV_THREADPOOL_SIZE: String(availableParallelism() + threadsForFiles), ...process.env, ORT_DISABLE_TELEMETRY: '1' },
  })
  child.stdout?.on('data', (bytes: Buffer) => log(bytes.toString()))
  child.stderr?.on('data', (bytes: Buffer) => log(bytes.toString()))
  return {
    get pid() {
      return child.pid
    },
    post: (message, ports = []) => child.postMessage(message, [...ports]),
    onMessage: (listener) => {
      child.on('message', (message: unknown) => {
        if (isFromEngine(message)) listener(message)
      })
    },
    onExit: (listener) => {
      child.on('exit', listener)
    },
    kill: () => {
      child.kill()
    },
  }
}
