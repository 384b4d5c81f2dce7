import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { TestAdbServer } from '../../../e2e/phone/adb-server'
import { FakePhone } from '../../../e2e/phone/fake-phone'
import { standInRunner } from '../../../e2e/phone/stand-in-runner'
import { buildCli, runCli } from '../testing/run-cli'

const samples = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')
const modelId = 'mobilenet_v2_1.0_224'

describe.skipIf(!TestAdbServer.isThere)('phones on the command line', () => {
  test('a phone is listed, gets a model, is measured, and its versions are told; a bundle is written and checked', async () => {
    const path = await buildCli('phones')
    const folder = mkdtempSync(join(tmpdir(), 'mobilabel-cli-phones-'))
    for (const name of ['libonnxruntime.so', 'libonnxruntime4j_jni.so']) writeFileSync(join(folder, name), name)
    const server = await TestAdbServer.start(folder)
    onTestFinished(() => server.close())
    vi.stubEnv('ANDROID_ADB_SERVER_PORT', String(server.port))
    vi.stubEnv('MOBILABEL_PHONE_RUNTIME', folder)
    onTestFinished(() => void vi.unstubAllEnvs())
    const cli = (...words: string[]) => runCli(path, join(folder, 'data'), words)

    expect(await cli('phones')).toMatchObject({ exitCode: 2, out: expect.stringContaining('No phone is attached. Plug it in') })
    expect(await cli('push', modelId)).toMatchObject({ exitCode: 1, status: expect.stringContaining('No phone is attached') })

    const phone = await FakePhone.start({ programs: { app_process: standInRunner() } })
    onTestFinished(() => phone.pullCable())
    await server.adb('connect', phone.address)
    await server.adb('-s', phone.address, 'wait-for-device')
    expect(await cli('phones')).toMatchObject({ exitCode: 0, out: `${phone.address}  Fake Phone 5  Ready.\n` })

    const pushed = await cli('push', modelId, '--photos', samples, '--golden', '1', '--formats', 'onnx,ort')
    expect(pushed).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^\/sdcard\/Download\/Mobilabel\/mobilenet_v2_1\.0_224\/[0-9a-f]{12}: \d+ files, \d+ sent, 0 were there already; all compared\.\n$/u) })
    expect(await cli('push', modelId, '--phone', phone.address, '--formats', 'nonsense')).toMatchObject({ exitCode: 1, status: expect.stringContaining('There is no format "nonsense"') })
    expect((await cli('phones', '--on', phone.address)).out).toMatch(/^\* mobilenet_v2_1\.0_224\/[0-9a-f]{12} {2}\/sdcard/u)

    const measured = await cli('phone-bench', modelId, '--photos', samples, '--golden', '1', '--runs', '3', '--threads', '1')
    expect(measured).toMatchObject({ exitCode: 0, out: expect.stringMatching(/on Fake Phone 5: p50 [\d.]+ ms[\s\S]*: same/u) })

    const bundle = join(folder, 'bundle.zip')
    expect(await cli('bundle', modelId, '--out', bundle, '--photos', samples, '--golden', '1')).toMatchObject({ exitCode: 0, out: expect.stringContaining('models/model.onnx  14.0 MB') })
    expect(await cli('export', modelId, '--out', bundle, '--formats', 'tflite', '--golden', '0')).toMatchObject({ exitCode: 0, out: expect.stringContaining('models/model.tflite') })
    expect(await cli('bundle', '--check', bundle)).toMatchObject({ exitCode: 0, out: expect.stringContaining('0 golden photos: as the manifest says') })
  }, 90_000)
})
