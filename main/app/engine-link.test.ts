import { expect, test } from 'vitest'
import { createCancelSource } from '#core/contract/cancel'
import type { Port } from '#core/contract/rpc'
import type { EngineState, EngineStatus } from '#core/contract/shell'
import { EngineLink, type EngineSource } from './engine-link'

/** An engine whose state and answers the test decides. */
class FakeSource implements EngineSource {
  status: EngineStatus = { state: 'starting', message: null }
  readonly asked: string[] = []
  emit: (name: string, payload: unknown) => void = () => undefined
  readonly #listeners = new Set<(status: EngineStatus) => void>()
  #closeLast: () => void = () => undefined

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  enter(state: EngineState, message: string | null = null): void {
    this.status = { state, message }
    for (const listener of [...this.#listeners]) listener(this.status)
  }
  crash(): void {
    this.#closeLast()
    this.enter('crashed')
  }
  /** Answers every call with the number of calls so far, except the first when `silentCalls` is 1. */
  silentCalls = 0
  connect(): Port | null {
    if (this.status.state !== 'ready') return null
    const listeners: ((message: unknown) => void)[] = []
    this.emit = (name, payload) => listeners.forEach((listener) => listener({ kind: 'event', name, payload }))
    return {
      post: (message) => {
        const { id, name } = message as { id: number; name: string }
        this.asked.push(name)
        if (this.asked.length <= this.silentCalls) return
        queueMicrotask(() => listeners.forEach((listener) => listener({ kind: 'result', id, value: this.asked.length })))
      },
      onMessage: (listener) => void listeners.push(listener),
      onClose: (listener) => {
        this.#closeLast = listener
      },
    }
  }
}

const never = createCancelSource().signal

test('a call waits for a starting engine', async () => {
  const source = new FakeSource()
  const call = new EngineLink(source).repeatableCall('project.info', {}, never)
  source.enter('ready')
  expect(await call).toBe(1)
})

test('a call that a crash cut off is made again on the next engine', async () => {
  const source = new FakeSource()
  source.silentCalls = 1
  source.enter('ready')
  const call = new EngineLink(source).repeatableCall('project.info', {}, never)
  await new Promise((resolve) => setTimeout(resolve))
  source.crash()
  await new Promise((resolve) => setTimeout(resolve))
  source.enter('ready')
  expect(await call).toBe(2)
})

test('an engine that gave up fails the call with its sentence', async () => {
  const source = new FakeSource()
  const call = new EngineLink(source).repeatableCall('project.info', {}, never)
  source.enter('gave-up', 'It stopped three times.')
  await expect(call).rejects.toMatchObject({ code: 'engine-stopped', message: 'It stopped three times.' })
})

test('waiting can be cancelled', async () => {
  const cancel = createCancelSource()
  const call = new EngineLink(new FakeSource()).repeatableCall('project.info', {}, cancel.signal)
  cancel.cancel()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
})

test('an event is heard from every engine', () => {
  const source = new FakeSource()
  const seen: unknown[] = []
  new EngineLink(source).on('library.changed', ({ folderIds }) => seen.push(folderIds))
  source.enter('ready')
  source.emit('library.changed', { folderIds: [1] })
  source.crash()
  source.enter('ready')
  source.emit('library.changed', { folderIds: [2] })
  expect(seen).toEqual([[1], [2]])
})
