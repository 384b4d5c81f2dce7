import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FromEngine, ToEngine } from '#core/contract/engine-process'
import type { EngineStatus } from '#core/contract/shell'
import type { EngineProcess } from './engine-process'
import { EngineSupervisor } from './engine-supervisor'

/** A process that does what the test says. */
class FakeProcess implements EngineProcess<string> {
  pid: number | undefined = 100
  readonly posted: ToEngine[] = []
  readonly ports: string[] = []
  killed = false
  readonly #messageListeners: ((message: FromEngine) => void)[] = []
  readonly #exitListeners: ((code: number) => void)[] = []

  post(message: ToEngine, ports: readonly string[] = []): void {
    this.posted.push(message)
    this.ports.push(...ports)
  }
  onMessage(listener: (message: FromEngine) => void): void {
    this.#messageListeners.push(listener)
  }
  onExit(listener: (code: number) => void): void {
    this.#exitListeners.push(listener)
  }
  kill(): void {
    this.killed = true
    this.end(15)
  }
  say(message: FromEngine): void {
    for (const listener of this.#messageListeners) listener(message)
  }
  end(code: number): void {
    this.pid = undefined
    for (const listener of [...this.#exitListeners]) listener(code)
  }
}

const start = { projectPath: '/a.mobilabel', cachePath: '/cache', modelsPath: '/models', resourcesPath: '/r', workerPath: '/w.js', appVersion: '1' }

function setUp(): { supervisor: EngineSupervisor<string>; processes: FakeProcess[]; seen: EngineStatus['state'][] } {
  const processes: FakeProcess[] = []
  const seen: EngineStatus['state'][] = []
  const supervisor = new EngineSupervisor<string>(
    {
      fork: () => {
        const process = new FakeProcess()
        processes.push(process)
        return process
      },
      createChannel: () => ({ engineEnd: 'engine end', clientEnd: 'client end' }),
      log: () => undefined,
      nowMs: () => Date.now(),
    },
    start,
    { readyMs: 1000, stopMs: 200 },
  )
  supervisor.onStatus(({ state }) => seen.push(state))
  return { supervisor, processes, seen }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a port is handed out only while the engine is ready', async () => {
  const { supervisor, processes } = setUp()
  await supervisor.tryAgain()
  expect(processes[0]?.posted).toEqual([{ kind: 'start', start }])
  expect(supervisor.connect()).toBeNull()
  processes[0]?.say({ kind: 'ready' })
  expect(supervisor.connect()).toBe('client end')
  expect(processes[0]?.ports).toEqual(['engine end'])
})

test('a crash brings a new process, the third within a minute ends in gave-up, and a person can start it again', async () => {
  const { supervisor, processes, seen } = setUp()
  await supervisor.tryAgain()
  for (const waitMs of [250, 1000]) {
    processes.at(-1)?.say({ kind: 'ready' })
    processes.at(-1)?.end(139)
    expect(supervisor.status.state).toBe('crashed')
    await vi.advanceTimersByTimeAsync(waitMs)
  }
  processes.at(-1)?.end(139)
  expect(supervisor.status.state).toBe('gave-up')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(processes).toHaveLength(3)
  await supervisor.tryAgain()
  processes.at(-1)?.say({ kind: 'ready' })
  expect(seen).toEqual(['starting', 'ready', 'crashed', 'starting', 'ready', 'crashed', 'starting', 'gave-up', 'starting', 'ready'])
})

test('a start that never gets ready counts as a crash', async () => {
  const { supervisor, processes } = setUp()
  await supervisor.tryAgain()
  await vi.advanceTimersByTimeAsync(1000)
  expect(processes[0]?.killed).toBe(true)
  expect(supervisor.status.state).toBe('crashed')
})

test('a project that cannot be opened is told and not tried again by itself', async () => {
  const { supervisor, processes } = setUp()
  await supervisor.tryAgain()
  processes[0]?.say({ kind: 'start-failed', error: { code: 'project-locked', message: 'In use.' } })
  processes[0]?.end(0)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(processes).toHaveLength(1)
  expect(supervisor.status).toEqual({ state: 'failed', message: 'In use.', problem: { code: 'project-locked', message: 'In use.' } })
  await supervisor.open('/b.mobilabel')
  expect(processes[1]?.posted).toEqual([{ kind: 'start', start: { ...start, projectPath: '/b.mobilabel' } }])
})

test('opening another project waits for the end of the first engine', async () => {
  const { supervisor, processes } = setUp()
  await supervisor.tryAgain()
  processes[0]?.say({ kind: 'ready' })
  const opened = supervisor.open('/b.mobilabel')
  await vi.advanceTimersByTimeAsync(10)
  expect(processes[0]?.posted.at(-1)).toEqual({ kind: 'stop' })
  expect(processes).toHaveLength(1)
  processes[0]?.end(0)
  await opened
  expect(processes).toHaveLength(2)
  expect(supervisor.status.state).toBe('starting')
})

test('stop waits for the end, ends a hanging engine by force, and nothing starts afterwards', async () => {
  const { supervisor, processes } = setUp()
  await supervisor.tryAgain()
  processes[0]?.say({ kind: 'ready' })
  const stopped = supervisor.stop()
  await vi.advanceTimersByTimeAsync(199)
  expect(processes[0]?.killed).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await stopped
  expect(processes[0]?.killed).toBe(true)
  await supervisor.tryAgain()
  expect(processes).toHaveLength(1)
})

test('stop returns at once for an engine that is gone or waits to be restarted', async () => {
  const { supervisor, processes } = setUp()
  await supervisor.tryAgain()
  processes[0]?.say({ kind: 'ready' })
  processes[0]?.end(1)
  await supervisor.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(processes).toHaveLength(1)
})
