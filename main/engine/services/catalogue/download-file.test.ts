import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder'
import type { Download, DownloadHooks } from './download-file'
import { downloadFile } from './download-file'

const content = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 7) % 251))
const sha256 = createHash('sha256').update(content).digest('hex')

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A server that gives one answer per request, the last one again and again. */
async function serve(...answers: readonly Answer[]): Promise<{ readonly base: URL; readonly ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = []
  const server = createServer((request, response) => {
    ranges.push(request.headers.range)
    answers[Math.min(ranges.length, answers.length) - 1]?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { base: new URL(`http://127.0.0.1:${address.port}/file`), ranges }
}

const whole: Answer = (_request, response) => response.writeHead(200, { 'content-length': content.length }).end(content)
/** As servers with ranges do. */
const ranged: Answer = (request, response) => {
  const start = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (start === 0) return whole(request, response)
  response.writeHead(206, { 'content-length': content.length - start, 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }).end(content.subarray(start))
}
/** What the client is to do once it has stored so many bytes. */
let pendingCut: { readonly at: number; readonly cut: () => void } | null = null
/** Breaks off when the client has stored what came: what it had not read yet would be lost, as on a real line. */
const cutAt = (bytes: number): Answer => (_request, response) => {
  response.writeHead(200, { 'content-length': content.length })
  response.write(content.subarray(0, bytes))
  pendingCut = { at: bytes, cut: () => response.socket?.destroy() }
}
const status = (code: number): Answer => (_request, response) => response.writeHead(code).end('no')

function prepare(url: URL, changes: Partial<Download> = {}, hooks: Partial<DownloadHooks> = {}) {
  const path = join(temporaryFolder(), 'below', 'file.part')
  const seen: number[] = []
  const progress = (bytes: number): void => {
    seen.push(bytes)
    if (pendingCut === null || bytes !== pendingCut.at) return
    pendingCut.cut()
    pendingCut = null
  }
  return {
    path,
    seen,
    run: () =>
      downloadFile({ url, path, bytes: content.length, sha256, ...changes }, { signal: new AbortController().signal, progress, waitsMs: [0], ...hooks }),
  }
}

test('a cut connection is gone on with where it broke off', async () => {
  const { base, ranges } = await serve(cutAt(20_000), ranged)
  const { path, run } = prepare(base)
  await run()
  expect(readFileSync(path)).toEqual(content)
  expect(ranges).toEqual([undefined, 'bytes=20000-'])
})

test('a server without ranges starts anew', async () => {
  const { base } = await serve(cutAt(20_000), whole)
  const { path, run, seen } = prepare(base)
  await run()
  expect(readFileSync(path)).toEqual(content)
  expect(seen).toContain(0)
  expect(seen.at(-1)).toBe(content.length)
})

test('a connection cut again and again fails; what came is kept, and the next try needs the rest only', async () => {
  const { base, ranges } = await serve(cutAt(10_000), cutAt(10_000), ranged)
  const { path, run } = prepare(base)
  await expect(run()).rejects.toMatchObject({ code: 'cannot-read', message: expect.stringContaining('broke off') })
  expect(readFileSync(path)).toEqual(content.subarray(0, 10_000))
  await run()
  expect(readFileSync(path)).toEqual(content)
  expect(ranges).toEqual([undefined, 'bytes=10000-', 'bytes=10000-'])
})

test('a server in trouble is asked again; one that stays so fails without a file', async () => {
  const passing = await serve(status(500), whole)
  const good = prepare(passing.base)
  await good.run()
  expect(readFileSync(good.path)).toEqual(content)
  const lasting = await serve(status(503))
  const bad = prepare(lasting.base)
  await expect(bad.run()).rejects.toThrow('the server answered 503')
  expect(existsSync(bad.path)).toBe(false)
  expect(lasting.ranges).toHaveLength(2)
})

test('what is not there is not asked for twice', async () => {
  const { base, ranges } = await serve(status(404))
  const { path, run } = prepare(base)
  await expect(run()).rejects.toMatchObject({ code: 'cannot-read', message: expect.stringContaining('answered 404') })
  expect([existsSync(path), ranges.length]).toEqual([false, 1])
})

test('another size, more than was said, and another hash leave nothing', async () => {
  const { base } = await serve(whole)
  const shorter = prepare(base, { bytes: content.length - 1 })
  await expect(shorter.run()).rejects.toThrow('offers 50000 bytes, but the file has 49999')
  const chunked = await serve((_request, response) => {
    response.writeHead(200)
    response.end(content)
  })
  const longer = prepare(chunked.base, { bytes: content.length - 1 })
  await expect(longer.run()).rejects.toThrow('sends more than the 49999 bytes')
  const other = prepare(base, { sha256: '0'.repeat(64) })
  await expect(other.run()).rejects.toThrow('its SHA-256 differs')
  for (const { path } of [shorter, longer, other]) expect(existsSync(path)).toBe(false)
})

test('a damaged beginning is found by the hash and thrown away', async () => {
  const { base } = await serve(ranged)
  const { path, run } = prepare(base)
  await expect(prepare(base).run()).resolves.toBeUndefined()
  await run()
  writeFileSync(path, Buffer.alloc(100))
  await expect(run()).rejects.toThrow('SHA-256')
  expect(existsSync(path)).toBe(false)
})

test('redirects are followed, slow answers waited for, silent ones not', async () => {
  const { base } = await serve((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end(), (_request, response) => {
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, 1000), () => setImmediate(() => response.end(content.subarray(1000))))
  })
  const moved = prepare(base)
  await moved.run()
  expect(readFileSync(moved.path)).toEqual(content)
  const silent = await serve(() => undefined)
  await expect(prepare(silent.base, {}, { silenceMs: 20 }).run()).rejects.toMatchObject({ code: 'cannot-read' })
})

test('cancelling leaves nothing', async () => {
  const stop = new AbortController()
  const { base } = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, 1000))
  })
  const { path, run } = prepare(base, {}, { signal: stop.signal, progress: (bytes) => bytes > 0 && stop.abort() })
  await expect(run()).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(path)).toBe(false)
})

test('nobody there', async () => {
  const { path, run } = prepare(new URL('http://127.0.0.1:9/file'))
  await expect(run()).rejects.toMatchObject({ code: 'cannot-read', hint: expect.stringContaining('Check the connection') })
  expect(existsSync(path)).toBe(false)
})
