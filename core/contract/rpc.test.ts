import { expect, test, vi } from 'vitest'
import { AppError } from '#core/contract/errors'
import type { Handlers } from '#core/contract/index'
import { connect, serve, type Port } from '#core/contract/rpc'

/** Two ports that copy what is posted, as the platform's do, with an end that can be cut. */
function portPair(): { server: Port; client: Port; cut(): void } {
  const closers: (() => void)[] = []
  const make = () => {
    const listeners: ((message: unknown) => void)[] = []
    return { listeners, onMessage: (l: (message: unknown) => void) => void listeners.push(l), onClose: (l: () => void) => void closers.push(l) }
  }
  const a = make()
  const b = make()
  const sender = (to: { listeners: ((message: unknown) => void)[] }) => (message: unknown) => {
    const copy = structuredClone(message)
    queueMicrotask(() => to.listeners.forEach((listener) => listener(copy)))
  }
  return {
    server: { post: sender(b), onMessage: a.onMessage, onClose: a.onClose },
    client: { post: sender(a), onMessage: b.onMessage, onClose: b.onClose },
    cut: () => closers.forEach((close) => close()),
  }
}

function handlersWith(part: Partial<Handlers>): Handlers {
  return part as Handlers
}

test('a call reaches its handler and brings the result back', async () => {
  const ports = portPair()
  serve(ports.server, handlersWith({ 'photo.query': ({ sort }) => ({ ids: Int32Array.of(sort.direction === 'ascending' ? 1 : 2) }) }))
  const result = await connect(ports.client).call('photo.query', { filter: {}, sort: { by: 'name', direction: 'descending' } })
  expect(result.ids).toEqual(Int32Array.of(2))
})

test('an error keeps its code, sentence and hint', async () => {
  const ports = portPair()
  serve(
    ports.server,
    handlersWith({
      'folder.list': () => {
        throw new AppError('disk-full', 'The disk is full.', { hint: 'Free some space.' })
      },
    }),
  )
  await expect(connect(ports.client).call('folder.list', {})).rejects.toMatchObject({
    code: 'disk-full',
    message: 'The disk is full.',
    hint: 'Free some space.',
  })
})

test('wrong arguments and unknown commands are refused by name', async () => {
  const ports = portPair()
  serve(ports.server, handlersWith({}))
  const client = connect(ports.client)
  await expect(client.call('folder.add', { paths: [] })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('folder.add') })
  await expect(client.call('no.such' as 'folder.list', {})).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('no.such') })
})

test('cancel rejects at once and reaches the handler', async () => {
  const ports = portPair()
  const cancelled = vi.fn()
  serve(
    ports.server,
    handlersWith({
      'photo.get': (_args, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            cancelled()
            reject(new AppError('cancelled', 'Cancelled.'))
          })
        }),
    }),
  )
  const controller = new AbortController()
  const call = connect(ports.client).call('photo.get', { photoId: 1 }, { signal: controller.signal })
  await Promise.resolve()
  controller.abort()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce())
})

test('events arrive until the listener is taken off', async () => {
  const ports = portPair()
  const emit = serve(ports.server, handlersWith({}))
  const seen: unknown[] = []
  const stop = connect(ports.client).on('library.changed', (payload) => seen.push(payload))
  emit('library.changed', { folderIds: [3] })
  await vi.waitFor(() => expect(seen).toEqual([{ folderIds: [3] }]))
  stop()
  emit('library.changed', { folderIds: [4] })
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(seen).toHaveLength(1)
})

test('a cut port fails what waits and what comes later', async () => {
  const ports = portPair()
  serve(ports.server, handlersWith({ 'folder.list': () => new Promise(() => undefined) }))
  const client = connect(ports.client)
  const call = client.call('folder.list', {})
  ports.cut()
  await expect(call).rejects.toMatchObject({ code: 'engine-stopped' })
  await expect(client.call('folder.list', {})).rejects.toMatchObject({ code: 'engine-stopped' })
})
