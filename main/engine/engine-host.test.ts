import { expect, test, vi } from 'vitest'
import type { FromEngine } from '#core/contract/engine-process'
import { AppError } from '#core/contract/errors'
import type { EventName, Handlers } from '#core/contract/index'
import { connect, type Port } from '#core/contract/rpc'
import { hostEngine, type HostedEngine, type HostProcess } from './engine-host'

const start = { projectPath: '/a.mobilabel', cachePath: '/cache', modelsPath: '/models', resourcesPath: '/r', workerPath: '/w.js', appVersion: '1' }

function ports(): { server: Port; client: Port; close(): void } {
  const closers: (() => void)[] = []
  const end = () => ({ listeners: new Set<(message: unknown) => void>() })
  const [a, b] = [end(), end()]
  const port = (own: typeof a, other: typeof a): Port => ({
    post: (message) => {
      const copy = structuredClone(message)
      queueMicrotask(() => other.listeners.forEach((listener) => listener(copy)))
    },
    onMessage: (listener) => void own.listeners.add(listener),
    onClose: (listener) => void closers.push(listener),
  })
  return { server: port(a, b), client: port(b, a), close: () => closers.forEach((closer) => closer()) }
}

function setUp(createEngine: HostProcess['createEngine']): { host: ReturnType<typeof hostEngine>; told: FromEngine[]; exit: ReturnType<typeof vi.fn>; logged: string[] } {
  const told: FromEngine[] = []
  const logged: string[] = []
  const exit = vi.fn<(code: number) => void>()
  const host = hostEngine({ createEngine, tell: (message) => told.push(message), log: (text) => logged.push(text), exit })
  return { host, told, exit, logged }
}

function fakeEngine(part: Partial<Handlers> = {}): { engine: HostedEngine; emit(name: EventName, payload: unknown): void; closed: ReturnType<typeof vi.fn> } {
  const listeners = new Map<string, Set<(payload: never) => void>>()
  const closed = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const engine: HostedEngine = {
    handlers: part as Handlers,
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => set.delete(listener)
    },
    close: closed,
  }
  return { engine, closed, emit: (name, payload) => listeners.get(name)?.forEach((listener) => listener(payload as never)) }
}

test('ready is told once the engine exists; calls and events then pass through', async () => {
  const { engine, emit } = fakeEngine({ 'folder.list': () => [] })
  const { host, told } = setUp(() => engine)
  host({ kind: 'start', start }, null)
  await vi.waitFor(() => expect(told).toEqual([{ kind: 'ready' }]))
  const { server, client, close } = ports()
  host({ kind: 'client' }, server)
  const connection = connect(client)
  await new Promise((resolve) => setTimeout(resolve))
  const seen: unknown[] = []
  connection.on('library.changed', (payload) => seen.push(payload))
  expect(await connection.call('folder.list', {})).toEqual([])
  emit('library.changed', { folderIds: [1] })
  await vi.waitFor(() => expect(seen).toEqual([{ folderIds: [1] }]))
  close()
  emit('library.changed', { folderIds: [2] })
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(seen).toHaveLength(1)
})

test('a project that cannot be opened is told with its code, and the process ends', async () => {
  const { host, told, exit } = setUp(() => {
    throw new AppError('project-locked', 'Another app has it open.')
  })
  host({ kind: 'start', start }, null)
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0))
  expect(told).toEqual([{ kind: 'start-failed', error: { code: 'project-locked', message: 'Another app has it open.' } }])
})

test('an event that cannot be copied is logged and hurts nobody', async () => {
  const { engine, emit } = fakeEngine({ 'folder.list': () => [] })
  const { host, logged, told } = setUp(() => engine)
  host({ kind: 'start', start }, null)
  await vi.waitFor(() => expect(told).toEqual([{ kind: 'ready' }]))
  const { server, client } = ports()
  host({ kind: 'client' }, server)
  const connection = connect(client)
  await new Promise((resolve) => setTimeout(resolve))
  await connection.call('folder.list', {})
  emit('job.changed', { job: () => undefined })
  expect(logged[0]).toContain('job.changed')
  expect(await connection.call('folder.list', {})).toEqual([])
})

test('stop closes the engine before the process ends, once', async () => {
  const { engine, closed } = fakeEngine()
  const { host, exit } = setUp(() => engine)
  host({ kind: 'start', start }, null)
  host({ kind: 'stop' }, null)
  host({ kind: 'stop' }, null)
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0))
  expect(closed).toHaveBeenCalledOnce()
})

test('a failing close ends the process all the same', async () => {
  const { engine } = fakeEngine()
  const { host, exit, logged } = setUp(() => ({ ...engine, close: () => Promise.reject(new Error('disk gone')) }))
  host({ kind: 'start', start }, null)
  host({ kind: 'stop' }, null)
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1))
  expect(logged[0]).toContain('disk gone')
})
