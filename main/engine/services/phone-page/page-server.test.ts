import { writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { pageResultPath, pageSessionPath, type PageResult } from '#core/bundle/page-exchange'
import { AppError } from '#core/contract/errors'
import { temporaryFolder } from '../../testing/temporary-folder'
import { PageAccess } from './page-access'
import { pageFile } from './page-files'
import { isolatingHeaders, PageServer } from './page-server'

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const result: PageResult = { modelId: 'm', provider: 'WASM', threads: 1, runtimeVersion: '1', phoneModel: null, loadMs: 1, runsMs: [2], parity: [], missing: [] }

let port = 0
let host = ''
let entrance = ''
const told: string[] = []

/** Asks as a browser would: with the name of the page unless another is given. */
function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false, headers: { host, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Comes in as the first phone does; gives the cookie it was given. */
async function comeIn(): Promise<string> {
  const { headers } = await ask(entrance)
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

async function send(cookie: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return ask(pageResultPath, { method: 'POST', body, headers: { cookie, origin: `http://${host}`, 'content-type': 'application/json', ...headers } })
}

beforeEach(async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'index.html'), '<p>page</p>')
  writeFileSync(join(folder, 'big.wasm.gz'), gzipSync('wasm'))
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const server = new PageServer()
  port = await server.listen('127.0.0.1')
  onTestFinished(() => server.close())
  host = `phone.test:${port}`
  const access = new PageAccess(host)
  entrance = access.url.slice(access.origin.length)
  told.length = 0
  server.show({
    access,
    headers: isolatingHeaders,
    files: new Map([
      ['/', pageFile(join(folder, 'index.html'))],
      ['/runtime/big.wasm', pageFile(join(folder, 'big.wasm.gz'))],
      ['/models/0.zip', pageFile(join(folder, 'index.html'), 'mödel "1".zip')],
    ]),
    session: { appVersion: '1', threshold: 0.3, models: [] },
    visited: ({ userAgent }) => told.push(`visited by ${userAgent}`),
    used: () => undefined,
    turnedAway: (why) => told.push(why),
    received: ({ modelId }) => {
      if (modelId !== 'm') throw new AppError('bad-input', 'Not shown here.')
      told.push('result')
    },
    acknowledged: () => told.push('acknowledged'),
  })
})

describe('who is let in', () => {
  test('the first with the token gets a cookie that scripts and other sites cannot use, and the page', async () => {
    const { status, headers, body } = await ask(entrance, { headers: { 'user-agent': 'Phone' } })
    expect(status).toBe(200)
    expect(headers['set-cookie']).toEqual([expect.stringMatching(/^mobilabel-[0-9a-f]{8}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u)])
    expect(body).toContain('content="0;url=/"')
    expect(told).toEqual(['visited by Phone'])
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect(await ask('/', { headers: { cookie } })).toMatchObject({ status: 200, body: '<p>page</p>' })
    expect(await ask('/', { headers: { cookie: `theme=dark; ${cookie}; x=1` } })).toMatchObject({ status: 200 })
  })

  test('a second phone with the same token is told that it was used; the first may scan again', async () => {
    const cookie = await comeIn()
    expect(await ask(entrance)).toMatchObject({ status: 403, body: expect.stringContaining('Another phone has opened this page already.') })
    expect(await ask(entrance, { headers: { cookie } })).toMatchObject({ status: 200 })
    expect(told.filter((each) => each === 'taken')).toHaveLength(1)
  })

  test.each([
    ['no cookie', '/', {}, 403, 'only for the phone that scanned the code', 'not-let-in'],
    ['no cookie for data either', pageSessionPath, {}, 403, 'only for the phone', 'not-let-in'],
    ['a wrong token', '/p/AAAAAAAAAAAAAAAAAAAAAA', {}, 403, 'not valid', 'wrong-token'],
    ['an empty token', '/p/', {}, 403, 'not valid', 'wrong-token'],
    ['a made-up cookie', '/', { cookie: 'mobilabel-00000000=x' }, 403, 'only for the phone', 'not-let-in'],
  ] as const)('%s is turned away', async (_name, path, headers, status, text, why) => {
    expect(await ask(path, { headers })).toMatchObject({ status, body: expect.stringContaining(text) })
    expect(told).toEqual([why])
  })

  test.each([['evil.example'], ['localhost'], [''], ['127.0.0.1']])('with the right token but under the name "%s" nobody is let in, and the token stays unused', async (name) => {
    expect(await ask(entrance, { headers: { host: name === '' ? '' : `${name}:${port}` } })).toMatchObject({ status: 421 })
    expect(told).toEqual(['foreign-host'])
    expect(await comeIn()).not.toBe('')
  })

  test('a browser that fetches ahead, or only asks for the head, does not use the token up', async () => {
    expect(await ask(entrance, { headers: { 'sec-purpose': 'prefetch' } })).toMatchObject({ status: 503 })
    expect(await ask(entrance, { method: 'HEAD' })).toMatchObject({ status: 503 })
    expect(await comeIn()).not.toBe('')
  })
})

describe('what is served', () => {
  test('files with a strict policy, isolated, never kept by the browser', async () => {
    const { headers } = await ask('/', { headers: { cookie: await comeIn() } })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe-inline')
    expect(headers).toMatchObject({ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
  })

  test('packed files packed to who understands it, and plain to others', async () => {
    const cookie = await comeIn()
    expect((await ask('/runtime/big.wasm', { headers: { cookie, 'accept-encoding': 'gzip, br' } })).headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/wasm' })
    expect(await ask('/runtime/big.wasm', { headers: { cookie } })).toMatchObject({ status: 200, body: 'wasm' })
  })

  test('what is to be kept under its name', async () => {
    const { headers } = await ask('/models/0.zip', { headers: { cookie: await comeIn() } })
    expect(headers['content-disposition']).toBe("attachment; filename*=UTF-8''m%C3%B6del%20%221%22.zip")
  })

  test.each(['/../secret.txt', '/secret.txt', '/%2e%2e/secret.txt', '/runtime/../../secret.txt', '/..%5csecret.txt', '//secret.txt', '/index.html?/../secret.txt'])('%s is not there', async (path) => {
    expect(await ask(path, { headers: { cookie: await comeIn() } })).toMatchObject({ status: 404, body: 'There is nothing here.' })
  })

  test.each(['PUT', 'DELETE', 'OPTIONS'])('%s is not done', async (method) => {
    expect(await ask('/', { method, headers: { cookie: await comeIn(), origin: `http://${host}` } })).toMatchObject({ status: 405 })
  })

  test('bytes that are no request get no page', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('nonsense\r\n\r\n'))
      let text = ''
      socket.on('data', (bytes: Buffer) => (text += bytes.toString()))
      socket.on('close', () => resolve(text)).on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /u)
  })
})

describe('what is taken', () => {
  test('a result from the page itself', async () => {
    expect(await send(await comeIn(), JSON.stringify(result))).toMatchObject({ status: 201 })
    expect(told).toContain('result')
  })

  test.each([['http://evil.example'], ['null'], ['https://phone.test']])('nothing from the origin "%s"', async (origin) => {
    expect(await send(await comeIn(), JSON.stringify(result), { origin })).toMatchObject({ status: 403 })
    expect(told).toContain('foreign-origin')
    expect(told).not.toContain('result')
  })

  test('nothing without an origin or without the cookie', async () => {
    const cookie = await comeIn()
    expect(await ask(pageResultPath, { method: 'POST', body: JSON.stringify(result), headers: { cookie, 'content-type': 'application/json' } })).toMatchObject({ status: 403 })
    expect(await send('', JSON.stringify(result))).toMatchObject({ status: 403 })
  })

  test.each([
    ['no JSON', '{', 400],
    ['another shape', '{"modelId":1}', 400],
    ['numbers that are none', JSON.stringify({ ...result, loadMs: -1 }), 400],
    ['a model that is not shown', JSON.stringify({ ...result, modelId: 'other' }), 400],
    ['far too much', JSON.stringify({ ...result, missing: ['x'.repeat(300 * 1024)] }), 413],
  ])('%s is refused', async (_name, body, status) => {
    expect(await send(await comeIn(), body)).toMatchObject({ status })
    expect(told).not.toContain('result')
  })

  test('only what calls itself JSON: a form of another site cannot', async () => {
    expect(await send(await comeIn(), JSON.stringify(result), { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
  })
})

test('before it is told what to show it refuses everybody, and after closing nobody is answered', async () => {
  const server = new PageServer()
  port = await server.listen('127.0.0.1')
  expect(await ask('/')).toMatchObject({ status: 403 })
  await server.close()
  await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('an address that is not this computer’s cannot be used', async () => {
  await expect(new PageServer().listen('203.0.113.7')).rejects.toMatchObject({ code: 'cannot-read', hint: 'Choose another network.' })
})
