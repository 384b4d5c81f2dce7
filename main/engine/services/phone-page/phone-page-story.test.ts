import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Download, Page } from '@playwright/test'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { EngineClient } from '#core/contract/index'
import type { PhonePageOrder } from '#core/contract/phone-page'
import type { PhonePageView } from '#core/model/phone-page'
import { TestAdbServer } from '../../../../e2e/phone/adb-server'
import { FakePhone } from '../../../../e2e/phone/fake-phone'
import { PhoneBrowser } from '../../../../e2e/phone/phone-browser'
import { jobEnd, openShippedEngine } from '../../testing/annotated-folder'
import { temporaryFolder } from '../../testing/temporary-folder'
import { networkInterfaces } from './network-interfaces'

const samples = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'samples')
const classifierId = 'mobilenet_v2_1.0_224'
const detectorId = 'ssdlite_mobilenet_v2_300'
const golden = { kind: 'folder', path: samples, count: 2, seed: 1 } as const
const threshold = 0.3
const [network] = networkInterfaces()

interface Named {
  readonly name: string
  readonly score: number
}

const lacking = PhoneBrowser.isThere ? (TestAdbServer.isThere ? null : 'adb is not on the path') : 'chromium is not on the path'

describe.skipIf(lacking !== null)(`a model in the browser of a phone${lacking === null ? '' : ` (skipped: ${lacking})`}`, () => {
  let browser: PhoneBrowser
  let server: TestAdbServer

  beforeAll(async () => {
    browser = await PhoneBrowser.start()
    server = await TestAdbServer.start(mkdtempSync(join(tmpdir(), 'mobilabel-adb-')))
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  /** A sample that lies on its side and says so in its EXIF data, as phones write photos. */
  async function turned(sample: string): Promise<string> {
    const path = join(temporaryFolder(), sample)
    await sharp(join(samples, sample)).rotate(90).withMetadata({ orientation: 8 }).jpeg({ quality: 95 }).toFile(path)
    return path
  }

  /** Opens the page and resolves once a phone can come. */
  async function opened(client: EngineClient, order: Pick<PhonePageOrder, 'way' | 'modelIds'>): Promise<PhonePageView> {
    const { jobId } = await client.call('phone-page.open', { ...order, golden, threshold })
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
    return client.call('phone-page.state', {})
  }

  function whenState(client: EngineClient, state: PhonePageView['state']): Promise<PhonePageView> {
    return new Promise((resolve) => {
      const stop = client.on('phone-page.changed', (view) => {
        if (view.state !== state) return
        stop()
        resolve(view)
      })
    })
  }

  /** What the page says of a photo. */
  async function answerThere(page: Page, path: string): Promise<Named[]> {
    await page.getByLabel('Choose a photo').setInputFiles(path)
    await page.getByText('ms in this browser', { exact: false }).first().waitFor()
    const rows = await page.getByRole('list', { name: 'Answer' }).getByRole('listitem').all()
    return Promise.all(rows.map(async (row) => ({ name: await row.locator('.name').innerText(), score: Number(await row.locator('.number').innerText()) })))
  }

  /** What this computer says of it. */
  async function answerHere(client: EngineClient, modelId: string, path: string): Promise<Named[]> {
    await jobEnd(client, (await client.call('folder.add', { paths: [dirname(path)] })).jobId)
    const { ids } = await client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
    await jobEnd(client, (await client.call('run.start', { scope: { kind: 'photos', photoIds: [...ids] }, modelIds: [modelId], redo: 'all' })).jobId)
    const cards = await client.call('photo.cards', { photoIds: [...ids], minimumScore: 0 })
    const { tags = [], boxes = [] } = cards.find(({ photo }) => photo.relativePath === basename(path))?.answers[0] ?? {}
    const model = (await client.call('model.list', {})).find(({ card }) => card.id === modelId)
    const found = [...tags.slice(0, 5), ...boxes.filter(({ score }) => score >= threshold)]
    return found.map(({ index, score }) => ({ name: model?.card.labels[index]?.name ?? '', score }))
  }

  function expectSame(there: readonly Named[], here: readonly Named[]): void {
    expect(there.map(({ name }) => name)).toEqual(here.map(({ name }) => name))
    for (const [at, { score }] of here.entries()) expect(Math.abs((there[at]?.score ?? 0) - score)).toBeLessThan(0.03)
  }

  /** The sentences of the comparison. */
  async function measured(page: Page): Promise<string[]> {
    await page.getByRole('button', { name: 'Measure and compare' }).click()
    await page.getByText('The computer has the result.').waitFor()
    return page.getByRole('list', { name: 'Compared with the computer' }).getByRole('listitem').allInnerTexts()
  }

  const bothSame = [expect.stringMatching(/\.jpg\s+same/u), expect.stringMatching(/\.jpg\s+same/u)]

  test('through the cable it opens by itself, has threads, answers as the computer does, and ends with the cable', async () => {
    vi.stubEnv('ANDROID_ADB_SERVER_PORT', String(server.port))
    onTestFinished(() => void vi.unstubAllEnvs())
    let come: (page: Promise<Page>) => void = () => undefined
    const came = new Promise<Page>((resolve) => {
      come = resolve
    })
    const phone = await FakePhone.start({
      programs: {
        am: ({ words }) => {
          come(browser.open(words.at(-1) ?? ''))
          return { stdout: 'Starting: Intent { act=android.intent.action.VIEW }\n', stderr: '', exitCode: 0 }
        },
      },
    })
    onTestFinished(() => phone.pullCable())
    await server.adb('connect', phone.address)
    await server.adb('-s', phone.address, 'wait-for-device')
    const client = await openShippedEngine()
    const { url, qr } = await opened(client, { way: { kind: 'phone', serial: phone.address }, modelIds: [classifierId] })
    expect(url).toMatch(/^http:\/\/localhost:\d+\/p\/[\w-]{22}$/u)
    expect(qr).toBeNull()
    expect(phone.commands.at(-1)).toBe(`am start -a android.intent.action.VIEW -d ${url}`)

    const page = await came
    const photo = await turned('chelsea.jpg')
    expectSame(await answerThere(page, photo), await answerHere(client, classifierId, photo))
    expect(await measured(page)).toEqual(bothSame)
    const threads = await page.evaluate<number>('crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 0')
    expect(await client.call('phone.measurements', {})).toMatchObject([
      { source: 'browser', serial: null, phone: 'Fake Phone 5', modelId: classifierId, format: 'onnx', provider: 'WASM', threads, parity: [{ isSame: true }, { isSame: true }], runtime: expect.stringMatching(/^ONNX Runtime Web 1\.\S+ in Chrome 130$/u) },
    ])
    expect(await client.call('phone-page.state', {})).toMatchObject({ state: 'connected', visitor: { name: 'Fake Phone 5, Chrome 130', address: '127.0.0.1' }, measurements: [{ modelId: classifierId }] })
    await page.getByRole('button', { name: 'Live camera' }).click()
    await page.getByRole('button', { name: 'Stop the camera' }).click()
    await page.getByRole('button', { name: 'Live camera' }).waitFor()
    expect(await page.getByRole('list', { name: 'Answer' }).getByRole('listitem').count()).toBe(5)
    expect(browser.faults).toEqual([])

    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    const closed = whenState(client, 'closed')
    await phone.pullCable()
    expect((await closed).advice.sentence).toBe('The page was closed: the phone was unplugged.')
    await page.reload()
    await page.getByRole('heading', { name: 'The computer does not answer' }).waitFor()
  }, 120_000)

  test.skipIf(network === undefined)('over a network it lets one phone in, says what the browser lacks, and gives the bundle away', async () => {
    const client = await openShippedEngine()
    const { url, qr } = await opened(client, { way: { kind: 'network', address: network?.address ?? '' }, modelIds: [detectorId, classifierId] })
    expect(qr?.path).toMatch(/^M4 4h7/u)
    const page = await browser.open(url ?? '', 'dark')
    const second = await browser.open(url ?? '')
    expect(await second.locator('body').innerText()).toContain('Another phone has opened this page already.')
    await second.close()
    browser.faults.length = 0

    const photo = await turned('motorcycle.jpg')
    expectSame(await answerThere(page, photo), await answerHere(client, detectorId, photo))
    expect(await measured(page)).toEqual(bothSame)
    expect(await page.getByRole('region', { name: 'This browser' }).innerText()).toMatch(/One thread: [\s\S]*without https[\s\S]*No WebGPU: [\s\S]*“Take a photo” works/u)
    expect(await client.call('phone.measurements', {})).toMatchObject([{ source: 'browser', phone: 'Android phone', modelId: detectorId, threads: 1, doubts: expect.arrayContaining(['Measured in a browser: an app on the same phone is faster.']) }])
    expect(await client.call('phone-page.state', {})).toMatchObject({ state: 'connected', turnedAway: 1, advice: { sentence: 'Connected: Android phone, Chrome 130. One result arrived.' } })

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: `Save ${detectorId}.zip` }).click()])
    expect(await client.call('bundle.check', { path: await saved(download) })).toMatchObject({ formats: ['onnx'], goldenPhotos: 2, problems: [] })
    expect(browser.faults).toEqual([])

    await client.call('phone-page.close', {})
    await page.getByRole('button', { name: 'Measure and compare' }).click()
    await page.getByText('The computer does not answer.', { exact: false }).waitFor()
  }, 120_000)
})

async function saved(download: Download): Promise<string> {
  const path = join(temporaryFolder(), 'model.zip')
  await download.saveAs(path)
  return path
}
