import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '#core/contract/errors'
import { fileErrorName, mapFileError } from '../../map-file-error'

export interface Download {
  readonly url: URL
  /** Where it grows; what an earlier try left there is gone on with. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

export interface DownloadHooks {
  readonly signal: AbortSignal
  readonly progress: (bytes: number) => void
  /** Before each further try; the last one means giving up. */
  readonly waitsMs?: readonly number[]
  /** A connection that is silent for so long counts as cut. */
  readonly silenceMs?: number
}

/** A fault that another try may not meet: a cut connection, a server in trouble. What has come stays. */
class PassingFault extends Error {}

const usualWaitsMs = [500, 2000, 5000]
const usualSilenceMs = 30_000

/**
 * Fetches one file of known size and hash, going on where it was cut off when the server allows that. When this settles, the file is
 * whole and as it should be. A passing fault leaves what has come for the next time; anything else, a cancel included, leaves nothing.
 * Throws AppError `cancelled`, `cannot-read` for what the server answered, `cannot-write` or `disk-full`.
 */
export async function downloadFile(download: Download, hooks: DownloadHooks): Promise<void> {
  try {
    await mkdir(dirname(download.path), { recursive: true })
    await fetchAll(download, hooks)
    await requireHash(download)
  } catch (error) {
    const isCancelled = hooks.signal.aborted
    if (!(error instanceof PassingFault) || isCancelled) await rm(download.path, { force: true })
    if (isCancelled) throw new AppError('cancelled', 'Stopped; nothing was kept.')
    throw toAppError(error, download)
  }
}

function toAppError(error: unknown, { url, path }: Download): AppError {
  if (!(error instanceof PassingFault)) return mapFileError(error, path, 'cannot-write')
  return new AppError('cannot-read', `${url.host} could not be reached or broke off: ${error.message}.`, {
    hint: 'Check the connection and try again; what has come is kept and gone on with.',
    cause: error,
  })
}

async function fetchAll(download: Download, hooks: DownloadHooks): Promise<void> {
  const waits = hooks.waitsMs ?? usualWaitsMs
  for (let attempt = 0; ; attempt++) {
    try {
      await fetchOnce(download, hooks)
      return
    } catch (error) {
      const pause = waits[attempt]
      if (!(error instanceof PassingFault) || pause === undefined) throw error
      await wait(pause, undefined, { signal: hooks.signal })
    }
  }
}

async function fetchOnce({ url, path, bytes }: Download, { signal, progress, silenceMs = usualSilenceMs }: DownloadHooks): Promise<void> {
  const have = await sizeOf(path)
  if (have === bytes) return
  const start = have < bytes ? have : 0
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), silenceMs)
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), silenceMs)
  }
  try {
    const response = await request(url, start, AbortSignal.any([signal, silence.signal]))
    heard()
    const from = startOf(response, start, bytes)
    const file = await open(path, from === 0 ? 'w' : 'r+')
    try {
      let at = from
      progress(at)
      for await (const chunk of chunksOf(response)) {
        heard()
        if (at + chunk.length > bytes) throw new AppError('cannot-read', `${url.host} sends more than the ${bytes} bytes that the file has.`, { hint: 'It is not the file that was listed; nothing was kept.' })
        await file.write(chunk, 0, chunk.length, at)
        at += chunk.length
        progress(at)
      }
      await file.truncate(at)
      await file.sync()
      if (at < bytes) throw new PassingFault(`only ${at} of ${bytes} bytes came`)
    } finally {
      await file.close()
    }
  } finally {
    clearTimeout(timer)
  }
}

async function request(url: URL, start: number, signal: AbortSignal): Promise<Response> {
  try {
    // What is compressed on the way has no places to go on from.
    return await fetch(url, { signal, redirect: 'follow', headers: { 'accept-encoding': 'identity', ...(start === 0 ? {} : { range: `bytes=${start}-` }) } })
  } catch (error) {
    throw new PassingFault(reasonOf(error), { cause: error })
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new PassingFault(reasonOf(error), { cause: error })
      })
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch((error: unknown) => {
      // The connection is gone already, which is what was wanted.
      if (!(error instanceof Error)) throw error
    })
  }
}

/** Where in the file the answer begins. Throws for an answer that is not the file. */
function startOf(response: Response, asked: number, bytes: number): number {
  const { status, headers } = response
  const server = new URL(response.url).host
  if (status >= 500 || status === 408 || status === 429) throw new PassingFault(`the server answered ${status}`)
  if (status !== 200 && status !== 206) {
    const hint = status === 404 ? 'It is not there any more, or the registry that is set has no such package.' : 'Try again later, or set another registry.'
    throw new AppError('cannot-read', `${server} answered ${status} instead of the file.`, { hint })
  }
  const length = headers.get('content-length')
  const from = status === 206 ? Number(/^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(headers.get('content-range') ?? '')?.[1] ?? Number.NaN) : 0
  if (status === 206 && from !== asked) throw new AppError('cannot-read', `${server} goes on at another place than asked.`, { hint: 'Try again.' })
  if (length !== null && Number(length) !== bytes - from) {
    throw new AppError('cannot-read', `${server} offers ${Number(length) + from} bytes, but the file has ${bytes}.`, { hint: 'It is not the file that was listed; nothing was kept.' })
  }
  return from
}

async function requireHash({ url, path, sha256 }: Download): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  if (hash.digest('hex') === sha256) return
  throw new AppError('cannot-read', `What ${url.host} sent is not the file that was listed: its SHA-256 differs.`, { hint: 'Nothing was kept. Try again, or set another registry.' })
}

/** Bytes of a file, 0 when it is not there. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (fileErrorName(error) === 'ENOENT') return 0
    throw error
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? cause.message : error.message
}
