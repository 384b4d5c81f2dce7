import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { BundleContent } from '#core/contract/bundle'
import type { EngineClient } from '#core/contract/index'
import type { Job } from '#core/model/job'
import { TestAdbServer } from '../../../../e2e/phone/adb-server'
import { FakePhone } from '../../../../e2e/phone/fake-phone'
import type { PhoneProgram } from '../../../../e2e/phone/run-shell'
import { standInRunner } from '../../../../e2e/phone/stand-in-runner'
import { createEngine } from '../../engine'
import { localClient } from '../../local-client'
import { jobEnd } from '../../testing/annotated-folder'
import { temporaryFolder } from '../../testing/temporary-folder'

const project = join(import.meta.dirname, '..', '..', '..', '..')
const modelId = 'mobilenet_v2_1.0_224'
const place = { kind: 'download' } as const
const golden = { kind: 'folder', path: join(project, 'resources', 'samples'), count: 2, seed: 1 } as const
const content: BundleContent = { formats: ['onnx'], golden, threshold: 0.3 }

describe.skipIf(!TestAdbServer.isThere)('models go to phones', () => {
  let server: TestAdbServer

  beforeAll(async () => {
    server = await TestAdbServer.start(mkdtempSync(join(tmpdir(), 'mobilabel-adb-')))
  })
  afterAll(() => server.close())

  /** Files in the place of the libraries for a phone: the phone that is played never loads them. */
  function ownRuntime(): void {
    const folder = temporaryFolder()
    for (const name of ['libonnxruntime.so', 'libonnxruntime4j_jni.so']) writeFileSync(join(folder, name), name)
    vi.stubEnv('MOBILABEL_PHONE_RUNTIME', folder)
  }

  async function open(programs: Readonly<Record<string, PhoneProgram>> = {}): Promise<{ readonly client: EngineClient; readonly phone: FakePhone; attach(): Promise<void> }> {
    vi.stubEnv('ANDROID_ADB_SERVER_PORT', String(server.port))
    onTestFinished(() => void vi.unstubAllEnvs())
    const folder = temporaryFolder()
    const engine = await createEngine({
      projectPath: join(folder, 'project.mobilabel'),
      cachePath: join(folder, 'cache'),
      resourcesPath: join(project, 'resources'),
      workerPath: join(project, 'out', 'main', 'worker.js'),
      workers: 1,
      appVersion: '0',
    })
    onTestFinished(() => engine.close())
    const client = localClient(engine)
    const phone = await FakePhone.start({ programs })
    onTestFinished(() => phone.pullCable())
    const attach = async (): Promise<void> => {
      await server.adb('disconnect', phone.address).catch(() => 'was not connected')
      await server.adb('connect', phone.address)
      await phoneState(client, phone.address, 'ready')
    }
    await attach()
    return { client, phone, attach }
  }

  async function phoneState(client: EngineClient, serial: string, state: string): Promise<void> {
    const holds = (phones: readonly { serial: string; state: string }[]) => phones.some((phone) => phone.serial === serial && phone.state === state)
    const changed = new Promise<void>((resolve) => {
      const stop = client.on('phone.changed', ({ phones }) => {
        if (!holds(phones)) return
        stop()
        resolve()
      })
    })
    if (holds((await client.call('phone.list', {})).phones)) return
    await changed
  }

  function jobStep(client: EngineClient, jobId: number, step: string): Promise<Job> {
    return new Promise((resolve) => {
      const stop = client.on('job.changed', ({ job }) => {
        if (job.id !== jobId || job.progress.step !== step) return
        stop()
        resolve(job)
      })
    })
  }

  test('a bundle lies on the phone whole, is listed, and is in the history', async () => {
    const { client, phone } = await open()
    const { jobId } = await client.call('phone.push', { serial: phone.address, modelId, place, content })
    expect(await jobEnd(client, jobId)).toMatchObject({ kind: 'push', state: 'done', error: null, title: expect.stringContaining('to Fake Phone 5') })
    const report = await client.call('phone.push-report', { jobId })
    const version = (await client.call('model.list', {})).find(({ card }) => card.id === modelId)?.card.sha256.slice(0, 12) ?? ''
    expect(report.folder).toBe(`/sdcard/Download/Mobilabel/${modelId}/${version}`)
    expect(phone.files.paths).toEqual([...report.files.map(({ path }) => path), `/sdcard/Download/Mobilabel/${modelId}/current.txt`].sort())
    const manifest = JSON.parse(phone.files.get(`${report.folder}/manifest.json`)?.bytes.toString() ?? '') as { golden: unknown[] }
    expect(manifest.golden).toHaveLength(2)
    expect(await client.call('phone.versions', { serial: phone.address, place })).toEqual([{ modelId, version, folder: report.folder, isCurrent: true }])
    expect(await client.call('phone.history', {})).toMatchObject([{ modelId, phone: 'Fake Phone 5', folder: report.folder, state: 'sent', error: null }])
    expect(await client.call('phone.diagnostics', {})).toMatch(/Fake Phone 5[\s\S]*"androidVersion": "14"/u)
  })

  test('a cable pulled in the middle is waited for, and only what is missing is sent then', async () => {
    const { client, phone, attach } = await open()
    phone.faults.cableOutAfterBytes = 5_000_000
    const { jobId } = await client.call('phone.push', { serial: phone.address, modelId, place, content: { ...content, formats: ['ort-basic', 'onnx'] } })
    await jobStep(client, jobId, 'Waiting for the phone to be plugged in again')
    const before = phone.files.paths.length
    expect(before).toBeGreaterThan(0)
    await phone.plugIn()
    await attach()
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null })
    const { files } = await client.call('phone.push-report', { jobId })
    expect(files.filter(({ outcome }) => outcome === 'kept')).toHaveLength(before)
    expect(files.every(({ path, bytes }) => phone.files.get(path)?.bytes.length === bytes)).toBe(true)
  })

  test('while the phone is waited for, cancelling ends the transfer', async () => {
    const { client, phone } = await open()
    phone.faults.cableOutAfterBytes = 1_000_000
    const { jobId } = await client.call('phone.push', { serial: phone.address, modelId, place, content })
    await jobStep(client, jobId, 'Waiting for the phone to be plugged in again')
    await client.call('job.cancel', { jobId })
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'cancelled' })
    expect(await client.call('phone.history', {})).toMatchObject([{ state: 'cancelled' }])
    await phone.plugIn()
  })

  test('an older version becomes the current one again, and versions are removed', async () => {
    const { client, phone } = await open()
    const folder = `/data/local/tmp/mobilabel/${modelId}`
    const temporary = { kind: 'temporary' } as const
    phone.files.put(`${folder}/aaa/model.onnx`, { bytes: Buffer.from('a'), mode: 0o644, modifiedSeconds: 1 })
    phone.files.put(`${folder}/bbb/model.onnx`, { bytes: Buffer.from('b'), mode: 0o644, modifiedSeconds: 2 })
    phone.files.put(`${folder}/current.txt`, { bytes: Buffer.from('bbb\n'), mode: 0o644, modifiedSeconds: 3 })
    const at = { serial: phone.address, place: temporary, modelId }
    await client.call('phone.roll-back', { ...at, version: 'aaa' })
    expect((await client.call('phone.versions', at)).map(({ version, isCurrent }) => [version, isCurrent])).toEqual([['aaa', true], ['bbb', false]])
    await client.call('phone.remove', { ...at, version: 'aaa' })
    expect((await client.call('phone.versions', at)).map(({ version, isCurrent }) => [version, isCurrent])).toEqual([['bbb', true]])
    await expect(client.call('phone.roll-back', { ...at, version: 'aaa' })).rejects.toMatchObject({ code: 'not-found' })
    await client.call('phone.remove', { ...at, version: 'bbb' })
    expect(phone.files.paths).toEqual([])
  })

  async function measured(client: EngineClient, phone: FakePhone) {
    const { jobId } = await client.call('phone.bench', { serial: phone.address, models: [{ modelId, format: 'onnx' }, { modelId, format: 'ort' }], golden, provider: 'CPU', threads: 1, warmUp: 1, runs: 6 })
    expect(await jobEnd(client, jobId)).toMatchObject({ kind: 'bench', state: 'done', error: null, progress: { done: 2, total: 2, failed: 0 } })
    return client.call('phone.bench-report', { jobId })
  }

  test('models are measured on the phone, answer the same there, and leave nothing but the runner', async () => {
    ownRuntime()
    const { client, phone } = await open({ app_process: standInRunner() })
    const { measurements, leftOut } = await measured(client, phone)
    expect(leftOut).toEqual([])
    expect(measurements.map(({ format }) => format)).toEqual(['onnx', 'ort'])
    for (const each of measurements) {
      expect(each).toMatchObject({ source: 'app_process', phone: 'Fake Phone 5', modelId, threads: 1, provider: 'CPU', facts: { androidVersion: '14' }, thermal: { before: 0, after: 0 } })
      expect(each.runsMs).toHaveLength(6)
      expect(each.p50Ms).toBeGreaterThan(0)
      expect(each.parity.map(({ isSame }) => isSame)).toEqual([true, true])
    }
    expect(measurements[0]?.parity[0]?.maxDifference).toBeLessThan(1e-4)
    expect(phone.files.paths.every((path) => path.includes('/.runner/'))).toBe(true)
    expect((await client.call('phone.measurements', {})).map(({ format }) => format)).toEqual(['ort', 'onnx'])
  })

  test('a phone that answers differently is found out', async () => {
    ownRuntime()
    const { client, phone } = await open({ app_process: standInRunner(Number.NaN) })
    const { measurements } = await measured(client, phone)
    expect(measurements[0]?.parity).toMatchObject([{ isSame: false, maxDifference: null, sentence: expect.stringContaining('differs') }, { isSame: false }])
  })

  test('without the runtime for phones a measurement says what to do', async () => {
    const { client, phone } = await open({ app_process: standInRunner() })
    expect(await client.call('phone.runner', { abi: 'arm64-v8a' })).toMatchObject({ kind: 'to-fetch', licence: 'MIT' })
    expect(await client.call('phone.runner', { abi: 'riscv64' })).toMatchObject({ kind: 'unknown-processor' })
    const order = { serial: phone.address, models: [{ modelId, format: 'onnx' as const }], golden, provider: 'CPU' as const, threads: 1, warmUp: 0, runs: 1 }
    await expect(client.call('phone.bench', order)).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('Fetch it') })
  })

  test('a full phone ends the transfer with its own sentence, and leaves no half file', async () => {
    const { client, phone } = await open()
    phone.files.capacityBytes = 3_000_000
    const { jobId } = await client.call('phone.push', { serial: phone.address, modelId, place, content })
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'phone-full', hint: expect.any(String) } })
    expect(phone.files.paths.some((path) => path.includes('.part') || path.endsWith('.onnx'))).toBe(false)
  })
})
