import type { FromEngine, ToEngine } from '#core/contract/engine-process'
import { toErrorData } from '#core/contract/errors'
import type { EventName, Events, Handlers } from '#core/contract/index'
import { serve, type Port } from '#core/contract/rpc'
import type { EngineOptions } from './engine-options'

/** The engine as its process needs it. */
export interface HostedEngine {
  readonly handlers: Handlers
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void
  close(): Promise<void>
}

/** The process around the engine: how it talks to the app process and how it ends. */
export interface HostProcess {
  createEngine(options: EngineOptions): HostedEngine | Promise<HostedEngine>
  tell(message: FromEngine): void
  log(text: string): void
  exit(code: number): void
}

/** Every event, so that none is forgotten when the contract grows. */
const eventNames = {
  'library.changed': true,
  'photo.predicted': true,
  'job.changed': true,
  'label.changed': true,
  'class.changed': true,
  'model.changed': true,
  'phone.changed': true,
  'phone.measured': true,
  'phone-page.changed': true,
  'tune.progressed': true,
  'evaluation.changed': true,
  'tune.changed': true,
} as const satisfies Record<EventName, true>

/** Takes the app process's messages one by one: starts the engine, serves each client, ends in order. */
export function hostEngine(host: HostProcess): (message: ToEngine, port: Port | null) => void {
  let engine: Promise<HostedEngine> | null = null
  let stopping = false

  async function start(options: EngineOptions): Promise<void> {
    engine = Promise.resolve().then(() => host.createEngine(options))
    try {
      await engine
      host.tell({ kind: 'ready' })
    } catch (error) {
      host.tell({ kind: 'start-failed', error: toErrorData(error) })
      host.exit(0)
    }
  }

  async function addClient(port: Port): Promise<void> {
    if (engine === null) return
    const { handlers, on } = await engine
    const emit = serve(port, handlers)
    const forward = <E extends EventName>(name: E): (() => void) =>
      on(name, (payload) => {
        try {
          emit(name, payload)
        } catch (error) {
          host.log(`event ${name} could not be sent: ${String(error)}`)
        }
      })
    const subscriptions = (Object.keys(eventNames) as EventName[]).map((name) => forward(name))
    port.onClose(() => {
      for (const unsubscribe of subscriptions) unsubscribe()
    })
  }

  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    try {
      await (await engine)?.close()
      host.exit(0)
    } catch (error) {
      host.log(`the project was not closed in order: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      host.exit(1)
    }
  }

  return (message, port) => {
    if (message.kind === 'start' && engine === null) void start(message.start)
    if (message.kind === 'client' && port !== null) addClient(port).catch((error: unknown) => host.log(`a client was lost: ${String(error)}`))
    if (message.kind === 'stop') void stop()
  }
}
