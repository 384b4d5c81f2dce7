import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canDownload } from './download-probe.mjs'

/** @type {string} */
let folder
/** @type {import('node:http').Server} */
let server
let requests = 0
let status = 200

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'download-probe-'))
  requests = 0
  server = createServer((_request, response) => {
    requests += 1
    response.writeHead(status).end()
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

function address() {
  const at = server.address()
  return `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/file.zip`
}

describe('canDownload', () => {
  it('is true for a file that is there, and asks again the next time', async () => {
    status = 200
    expect(await canDownload(address(), folder)).toBe(true)
    expect(await canDownload(address(), folder)).toBe(true)
    expect(requests).toBe(2)
  })

  it('remembers a failure for its address alone', async () => {
    status = 404
    expect(await canDownload(address(), folder)).toBe(false)
    status = 200
    expect(await canDownload(address(), folder)).toBe(false)
    expect(requests).toBe(1)
    expect(await canDownload(`${address()}?mirror`, folder)).toBe(true)
  })

  it('is false where nothing listens', async () => {
    const url = address()
    await new Promise((done) => server.close(done))
    expect(await canDownload(url, folder)).toBe(false)
  })
})
