import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { PageResult } from '#core/bundle/page-exchange'
import type { BundleManifest } from '#core/bundle/manifest'
import { AppError } from '#core/contract/errors'
import type { PhonePageOrder } from '#core/contract/phone-page'
import type { ModelCard } from '#core/model/model-card'
import { pageIdleMs, type PhonePageView } from '#core/model/phone-page'
import { Jobs } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import type { Timers } from './idle-close'
import { PageHost, type PageHostParts } from './page-host'

const order: PhonePageOrder = { way: { kind: 'network', address: '127.0.0.1' }, modelIds: ['m'], golden: { kind: 'photos', photoIds: [] }, threshold: 0.3 }
const card = { id: 'm', name: 'Model M', sha256: 'a'.repeat(64), labels: [] } as unknown as ModelCard
const manifest = { files: [{ path: 'models/model.onnx' }], golden: [] } as unknown as BundleManifest
const result: PageResult = { modelId: 'm', provider: 'WASM', threads: 2, runtimeVersion: '1.30.0', phoneModel: 'Pixel 8', loadMs: 100, runsMs: [2, 1, 2], parity: [], missing: ['No WebGPU: x.'] }
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

/** A clock that stands until it is set forward. */
class TestTimers implements Timers {
  #nowMs = 1000
  #waiting: { readonly atMs: number; readonly callback: () => void }[] = []

  nowMs(): number {
    return this.#nowMs
  }

  after(durationMs: number, callback: () => void): () => void {
    const entry = { atMs: this.#nowMs + durationMs, callback }
    this.#waiting.push(entry)
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry)
    }
  }

  forward(durationMs: number): void {
    this.#nowMs += durationMs
    for (const { atMs, callback } of this.#waiting) if (atMs <= this.#nowMs) callback()
  }
}

const noPhones: PageHostParts['transport'] = {
  list: async () => ({ phones: [], problem: null }),
  open: async (serial) => {
    throw new AppError('phone-unplugged', `The phone ${serial} is not attached.`)
  },
}

const writesBundle: PageHostParts['exporter'] = {
  write: async (_model, _content, folder) => {
    mkdirSync(join(folder, 'models'))
    writeFileSync(join(folder, 'models', 'model.onnx'), 'onnx')
    return { manifest, leftOut: [{ what: 'a.jpg', reason: 'It is damaged.' }] }
  },
}

function host(exporter = writesBundle) {
  const timers = new TestTimers()
  const jobs = new Jobs(() => undefined)
  const views: PhonePageView[] = []
  const kept: string[] = []
  const page = new PageHost({
    jobs,
    timers,
    exporter,
    emit: (name, payload) => {
      if (name === 'phone-page.changed') views.push(payload as PhonePageView)
    },
    options: { workerPath: join(import.meta.dirname, '..', '..', '..', '..', 'out', 'main', 'worker.js'), appVersion: '1', projectPath: '', cachePath: '', resourcesPath: '' },
    models: { usable: async () => [{ card, path: '' } as ModelFile] },
    keep: async (measurement) => {
      kept.push(measurement.phone)
      return { id: kept.length, ...measurement }
    },
    transport: noPhones,
    interfaces: () => [{ name: 'test', address: '127.0.0.1' }],
  })
  onTestFinished(() => page.close())
  const open = async (): Promise<PhonePageView> => {
    await jobs.ended(await page.open(order))
    return page.view()
  }
  return { page, jobs, timers, views, kept, open, states: () => views.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]) }
}

/** Comes in as a phone; gives what it must send with everything else. */
async function comeIn(url: string): Promise<{ readonly cookie: string; readonly origin: string }> {
  const response = await fetch(url, { headers: { 'user-agent': iphone } })
  return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', origin: new URL(url).origin }
}

const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('mobilabel-page-'))
let before: string[] = []
beforeEach(() => {
  before = folders()
})
const leftFolders = (): string[] => folders().filter((name) => !before.includes(name))

test('it is prepared, waits with a code, tells who came and what arrived, and leaves nothing when it is closed', async () => {
  const { page, states, open, kept, views } = host()
  expect(page.view()).toMatchObject({ state: 'closed', advice: { sentence: 'No page is open for phones.' }, url: null, qr: null })
  const { url, qr, leftOut } = await open()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/p\/[\w-]{22}$/u)
  expect(qr?.side).toBe(41)
  expect(leftOut).toEqual([{ what: 'a.jpg', reason: 'It is damaged.' }])

  const headers = await comeIn(url ?? '')
  expect(page.view()).toMatchObject({ state: 'connected', visitor: { name: 'iPhone, Safari 18', address: '127.0.0.1' }, advice: { sentence: 'Connected: iPhone, Safari 18.' } })
  expect(await (await fetch(`${headers.origin}/models/0/models/model.onnx`, { headers })).text()).toBe('onnx')
  expect(await (await fetch(`${headers.origin}/session.json`, { headers })).json()).toMatchObject({ models: [{ file: { url: '/models/0/models/model.onnx' }, zip: { name: 'm.zip' } }] })
  expect((await fetch(`${headers.origin}/result`, { method: 'POST', body: JSON.stringify(result), headers: { ...headers, 'content-type': 'application/json' } })).status).toBe(201)
  expect(kept).toEqual(['Pixel 8'])
  expect(page.view().measurements).toMatchObject([{ source: 'browser', serial: null, p50Ms: 2, minMs: 1, threads: 2, runtime: 'ONNX Runtime Web 1.30.0 in Safari 18', doubts: [expect.stringContaining('in a browser'), 'No WebGPU: x.'] }])

  await page.close()
  expect(states()).toEqual(['preparing', 'waiting', 'connected', 'closed'])
  expect(views.at(-1)).toMatchObject({ advice: { sentence: 'The page is closed.' }, url: null, visitor: null })
  expect(leftFolders()).toEqual([])
  await expect(fetch(headers.origin)).rejects.toThrow('fetch failed')
})

test('ten minutes without use close it; use puts that off', async () => {
  const { page, timers, open } = host()
  const { url, closesAtMs } = await open()
  expect(closesAtMs).toBe(1000 + pageIdleMs)
  timers.forward(pageIdleMs - 1)
  const headers = await comeIn(url ?? '')
  timers.forward(pageIdleMs - 1)
  expect(page.view().state).toBe('connected')
  expect(await fetch(`${headers.origin}/nothing`).then(({ status }) => status)).toBe(403)
  timers.forward(1)
  expect(page.view()).toMatchObject({ state: 'closed', advice: { sentence: 'The page was closed: no phone used it for 10 minutes.' }, turnedAway: 0 })
})

test('a second page has another address, and closes the first', async () => {
  const { open } = host()
  const first = await open()
  const second = await open()
  expect(second.url).not.toBe(first.url)
  await expect(fetch(first.url ?? '')).rejects.toThrow('fetch failed')
  expect((await fetch(second.url ?? '')).status).toBe(200)
})

test('closing while it is prepared stops that', async () => {
  const { page, jobs } = host({
    write: (_model, _content, _folder, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Stopped.')))),
  })
  const jobId = await page.open(order)
  expect(page.view()).toMatchObject({ state: 'preparing', jobId })
  await page.close()
  expect(page.view()).toMatchObject({ state: 'closed', jobId: null })
  expect(await jobs.ended(jobId)).toMatchObject({ state: 'cancelled' })
  expect(leftFolders()).toEqual([])
})

test('what goes wrong while it is prepared ends the job, and the page says where to read why', async () => {
  const { page, jobs } = host({ write: () => Promise.reject(new AppError('disk-full', 'The disk is full.')) })
  expect(await jobs.ended(await page.open(order))).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
  expect(page.view()).toMatchObject({ state: 'closed', advice: { sentence: 'The page could not be opened.' } })
  expect(leftFolders()).toEqual([])
})

test('only networks of this computer are used, and only phones that are ready', async () => {
  const { page } = host()
  await expect(page.open({ ...order, way: { kind: 'network', address: '0.0.0.0' } })).rejects.toMatchObject({ code: 'not-found', hint: 'Choose one of the networks listed.' })
  await expect(page.open({ ...order, way: { kind: 'phone', serial: 'X' } })).rejects.toMatchObject({ code: 'phone-unplugged' })
  expect(page.view().state).toBe('closed')
})
