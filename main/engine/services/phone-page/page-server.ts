import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { pageResult, pageResultPath, pageSessionPath, type PageResult, type PageSession } from '#core/bundle/page-exchange'
import { AppError } from '#core/contract/errors'
import type { PageAccess, Refusal } from './page-access'
import type { PageFile, PageFiles } from './page-files'
import { refusalPage, smallPagePolicy, welcomePage } from './refusal-page'

/** Make a secure page cross-origin isolated: WebAssembly gets threads then. Browsers complain of them in others. */
export const isolatingHeaders = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } as const

/** What is shown, to whom, and what is told of it. */
export interface ShownPage {
  readonly access: PageAccess
  /** Sent with every file besides those that are always sent. */
  readonly headers: Readonly<Record<string, string>>
  readonly files: PageFiles
  readonly session: PageSession
  /** The first browser has come. */
  visited(visitor: { readonly address: string; readonly userAgent: string }): void
  /** The browser that was let in asked for something. */
  used(): void
  turnedAway(why: Refusal): void
  /** Throws AppError for a result of a model that is not shown. */
  received(result: PageResult): Promise<void> | void
  /** The browser has been told that its result is kept: who waits for one may close the page now. */
  acknowledged(): void
}

/** ONNX Runtime compiles WebAssembly and starts its threads from its own script. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
  'Cache-Control': 'no-store',
} as const

const mostBodyBytes = 256 * 1024
const mostConnections = 32

/** Serves one page to one browser, over plain HTTP. Refuses everybody until it is told what to show. */
export class PageServer {
  readonly #server: Server
  #page: ShownPage | null = null

  constructor() {
    this.#server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 10_000, maxHeaderSize: 16 * 1024 }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        // The browser went away in the middle, or a file vanished: nobody is left to be told.
        response.destroy(error instanceof Error ? error : new Error(String(error)))
      })
    })
    this.#server.maxConnections = mostConnections
  }

  /** Listens on one address of this computer only; gives the port. Throws AppError `cannot-read` when the address cannot be used. */
  listen(address: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error) => reject(new AppError('cannot-read', `No page can be shown at ${address}.`, { hint: 'Choose another network.', cause: error })))
      this.#server.listen(0, address, () => {
        const bound = this.#server.address()
        resolve(bound !== null && typeof bound === 'object' ? bound.port : 0)
      })
    })
  }

  show(page: ShownPage): void {
    this.#page = page
  }

  /** Breaks off what is under way. */
  close(): Promise<void> {
    this.#page = null
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = this.#page
    if (page === null) return refuse(response, 'wrong-token')
    const { method = 'GET', headers } = request
    const path = request.url ?? '/'
    const purpose = headers['sec-purpose'] ?? headers['purpose']
    const admission = page.access.admit({ method, path, host: headers.host, origin: headers.origin, cookie: headers.cookie, purpose: Array.isArray(purpose) ? purpose.join() : purpose })
    if (admission.kind === 'refused') {
      page.turnedAway(admission.why)
      return refuse(response, admission.why)
    }
    page.used()
    if (admission.kind === 'newcomer') {
      page.visited({ address: request.socket.remoteAddress ?? '', userAgent: headers['user-agent'] ?? '' })
      return html(response, 200, welcomePage(), { ...page.headers, 'Set-Cookie': admission.cookie })
    }
    if (method === 'POST' && path === pageResultPath) return receive(request, response, page)
    if (method !== 'GET' && method !== 'HEAD') return text(response, 405, 'This cannot be done here.')
    if (path === pageSessionPath) return json(response, 200, page.session)
    // A guest that scans the code again is led on as well.
    if (path.startsWith('/p/')) return html(response, 200, welcomePage(), page.headers)
    const file = page.files.get(path)
    return file === undefined ? text(response, 404, 'There is nothing here.') : send(request, response, file, page.headers)
  }
}

function refuse(response: ServerResponse, why: Refusal): void {
  const { status, html: page } = refusalPage(why)
  html(response, status, page, { Connection: 'close' })
}

function html(response: ServerResponse, status: number, page: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...safeHeaders, 'Content-Security-Policy': smallPagePolicy, 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(page)
}

function text(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...safeHeaders, 'Content-Security-Policy': smallPagePolicy, 'Content-Type': 'text/plain; charset=utf-8' }).end(sentence)
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...safeHeaders, 'Content-Security-Policy': smallPagePolicy, 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

async function send(request: IncomingMessage, response: ServerResponse, file: PageFile, headers: ShownPage['headers']): Promise<void> {
  const { size } = await stat(file.path)
  const isPacked = file.encoding !== null && /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '')
  response.writeHead(200, {
    ...safeHeaders,
    ...headers,
    'Content-Security-Policy': pagePolicy,
    'Content-Type': file.type,
    ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    ...(file.encoding === null || isPacked ? { 'Content-Length': String(size) } : {}),
    ...(file.saveAs === null ? {} : { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.saveAs)}` }),
  })
  if (request.method === 'HEAD') return void response.end()
  const stream = createReadStream(file.path)
  await (file.encoding === null || isPacked ? pipeline(stream, response) : pipeline(stream, createGunzip(), response))
}

async function receive(request: IncomingMessage, response: ServerResponse, page: ShownPage): Promise<void> {
  if (request.headers['content-type'] !== 'application/json') return text(response, 415, 'Only results are taken here.')
  const body = await readBody(request)
  if (body === null) {
    response.setHeader('Connection', 'close')
    return text(response, 413, 'That is more than a result can be.')
  }
  const result = parseResult(body)
  if (result === null) return text(response, 400, 'That is no result.')
  try {
    await page.received(result)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return text(response, 400, error.message)
  }
  response.once('finish', () => page.acknowledged())
  return json(response, 201, { sentence: 'The computer has the result.' })
}

/** null when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > mostBodyBytes) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function parseResult(body: string): PageResult | null {
  try {
    return pageResult.parse(JSON.parse(body))
  } catch {
    // Not JSON, or not of our shape: the answer says so.
    return null
  }
}
