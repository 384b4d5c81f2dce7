import { commands, type CallContext, type CommandName, type EngineClient, type EventName, type Events, type Handlers } from '#core/contract/index'
import { createCancelSource, type CancelSource } from '#core/contract/cancel'
import { AppError, fromErrorData, toErrorData, type ErrorData } from '#core/contract/errors'

/** A message channel, whatever carries it. `post` must copy, never transfer. */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}

type Request = { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: unknown }
type Cancel = { readonly kind: 'cancel'; readonly id: number }
type Answer =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorData }
type Notice = { readonly kind: 'event'; readonly name: string; readonly payload: unknown }
type Message = Request | Cancel | Answer | Notice

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'kind' in value
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}

/** Checks the arguments against the contract and runs the handler; throws AppError for a wrong call. */
export async function dispatch(handlers: Handlers, name: string, args: unknown, context: CallContext): Promise<unknown> {
  if (!isCommandName(name)) throw new AppError('bad-input', `There is no command "${name}".`)
  const parsed = commands[name].arguments.safeParse(args)
  if (!parsed.success) {
    const first = parsed.error.issues[0]
    const where = first === undefined ? '' : ` (${first.path.join('.') || 'arguments'}: ${first.message})`
    throw new AppError('bad-input', `The call "${name}" has wrong arguments${where}.`)
  }
  const handler = handlers[name] as (args: unknown, context: CallContext) => unknown
  return handler(parsed.data, context)
}

/** Serves one client. The returned function sends an event to it. */
export function serve(port: Port, handlers: Handlers): <E extends EventName>(name: E, payload: Events[E]) => void {
  const running = new Map<number, CancelSource>()
  let open = true
  const post = (message: Message): void => {
    if (open) port.post(message)
  }

  async function answer(request: Request): Promise<void> {
    const source = createCancelSource()
    running.set(request.id, source)
    try {
      const value = await dispatch(handlers, request.name, request.args, { signal: source.signal })
      if (!source.signal.aborted) post({ kind: 'result', id: request.id, value })
    } catch (error) {
      if (!source.signal.aborted) post({ kind: 'error', id: request.id, error: toErrorData(error) })
    } finally {
      running.delete(request.id)
    }
  }

  port.onMessage((message) => {
    if (!isMessage(message)) return
    if (message.kind === 'call') void answer(message)
    if (message.kind === 'cancel') running.get(message.id)?.cancel()
  })
  port.onClose(() => {
    open = false
    for (const source of running.values()) source.cancel()
  })
  return (name, payload) => post({ kind: 'event', name, payload })
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The client end of a port: typed calls with cancel, events, and an `engine-stopped` error when the port closes. */
export function connect(port: Port): EngineClient {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(payload: never) => void>>()
  let nextId = 1
  let open = true

  port.onMessage((message) => {
    if (!isMessage(message)) return
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.name) ?? []) listener(message.payload as never)
      return
    }
    if (message.kind !== 'result' && message.kind !== 'error') return
    const entry = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'result') entry?.resolve(message.value)
    else entry?.reject(fromErrorData(message.error))
  })
  port.onClose(() => {
    open = false
    const error = new AppError('engine-stopped', 'The engine stopped before it could answer.', { hint: 'It is being restarted; try again.' })
    for (const entry of waiting.values()) entry.reject(error)
    waiting.clear()
  })

  return {
    call: (name, args, options = {}) =>
      new Promise((resolve, reject) => {
        if (!open) {
          reject(new AppError('engine-stopped', 'The engine is not running.', { hint: 'It is being restarted; try again.' }))
          return
        }
        const id = nextId++
        const { signal } = options
        const onAbort = (): void => {
          if (!waiting.delete(id)) return
          port.post({ kind: 'cancel', id } satisfies Cancel)
          reject(new AppError('cancelled', 'Cancelled.'))
        }
        const settle = (action: () => void): void => {
          signal?.removeEventListener('abort', onAbort)
          action()
        }
        waiting.set(id, {
          resolve: (value) => settle(() => resolve(value as never)),
          reject: (error) => settle(() => reject(error)),
        })
        signal?.addEventListener('abort', onAbort, { once: true })
        port.post({ kind: 'call', id, name, args } satisfies Request)
        if (signal?.aborted) onAbort()
      }),
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
