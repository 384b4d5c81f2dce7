import { expect, it, vi } from 'vitest'
import type { Handlers } from '#core/contract/index'
import { serve, type Port } from '#core/contract/rpc'
import { createEngineConnection } from './engine-connection'

/** An engine in this process that answers with its own number. */
function engine(number: number) {
  const closers: (() => void)[] = []
  const ends = [0, 1].map(() => [] as ((message: unknown) => void)[])
  const port = (own: number, other: number): Port => ({
    post: (message) => queueMicrotask(() => ends[other]?.forEach((listener) => listener(structuredClone(message)))),
    onMessage: (listener) => void ends[own]?.push(listener),
    onClose: (listener) => void closers.push(listener),
  })
  const handlers = { 'folder.remove': () => ({ photos: number }) } as Partial<Handlers> as Handlers
  const emit = serve(port(0, 1), handlers)
  return { port: port(1, 0), emit, crash: () => closers.forEach((close) => close()) }
}

const removed = (connection: ReturnType<typeof createEngineConnection>) => connection.call('folder.remove', { folderId: 1 })

it('calls made before the first port wait for it', async () => {
  const connection = createEngineConnection()
  const early = removed(connection)
  connection.attach(engine(1).port)
  await expect(early).resolves.toEqual({ photos: 1 })
})

it('goes on with the next engine after a crash, listeners included', async () => {
  const connection = createEngineConnection()
  const seen = vi.fn()
  const stop = connection.on('library.changed', seen)
  const first = engine(1)
  connection.attach(first.port)
  first.crash()
  const late = removed(connection)
  const second = engine(2)
  connection.attach(second.port)
  await expect(late).resolves.toEqual({ photos: 2 })
  second.emit('library.changed', { folderIds: [7] })
  await vi.waitFor(() => expect(seen).toHaveBeenCalledExactlyOnceWith({ folderIds: [7] }))
  stop()
  second.emit('library.changed', { folderIds: [8] })
  await removed(connection)
  expect(seen).toHaveBeenCalledOnce()
})

it('hears each event once when an engine has given two ports', async () => {
  const connection = createEngineConnection()
  const seen = vi.fn()
  connection.on('library.changed', seen)
  const [first, second] = [engine(1), engine(1)]
  connection.attach(first.port)
  const asked = removed(connection)
  connection.attach(second.port)
  first.emit('library.changed', { folderIds: [7] })
  second.emit('library.changed', { folderIds: [7] })
  await expect(asked).resolves.toEqual({ photos: 1 })
  await removed(connection)
  expect(seen).toHaveBeenCalledExactlyOnceWith({ folderIds: [7] })
})

it('fails what waits when the engine will not come back, until a new port arrives', async () => {
  const connection = createEngineConnection()
  const call = removed(connection)
  connection.giveUp('The engine stopped five times in a row.')
  await expect(call).rejects.toMatchObject({ code: 'engine-stopped', message: 'The engine stopped five times in a row.' })
  await expect(removed(connection)).rejects.toMatchObject({ code: 'engine-stopped' })
  connection.attach(engine(3).port)
  await expect(removed(connection)).resolves.toEqual({ photos: 3 })
})

it('a call cancelled while it waits is never sent', async () => {
  const connection = createEngineConnection()
  const controller = new AbortController()
  const call = connection.call('folder.remove', { folderId: 1 }, { signal: controller.signal })
  controller.abort()
  connection.attach(engine(1).port)
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
})

it('waits again once another engine is expected', async () => {
  const connection = createEngineConnection()
  connection.giveUp('The engine stopped three times.')
  connection.expectEngine()
  const call = removed(connection)
  connection.attach(engine(3).port)
  await expect(call).resolves.toEqual({ photos: 3 })
})
