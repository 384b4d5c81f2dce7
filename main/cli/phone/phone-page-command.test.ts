import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PageResult } from '#core/bundle/page-exchange'
import { networkInterfaces } from '../../engine/services/phone-page/network-interfaces'
import { buildCli, runCli } from '../testing/run-cli'

const samples = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')
const modelId = 'mobilenet_v2_1.0_224'
const [network] = networkInterfaces()
const result: PageResult = {
  modelId,
  provider: 'WASM',
  threads: 1,
  runtimeVersion: '1.30.0',
  phoneModel: 'Pixel 8',
  loadMs: 300,
  runsMs: [40, 42],
  parity: [{ photo: 'a.jpg', isSame: false, maxDifference: 3, agreement: 0, sentence: 'differs: "cat" instead of "dog"' }],
  missing: [],
}

/** Opens the address and sends a result, as the page does. */
async function actAsPhone(url: string): Promise<void> {
  const { origin } = new URL(url)
  const cookie = (await fetch(url)).headers.get('set-cookie')?.split(';')[0] ?? ''
  await fetch(`${origin}/result`, { method: 'POST', body: JSON.stringify(result), headers: { cookie, origin, 'content-type': 'application/json' } })
}

describe.skipIf(network === undefined)('phone-page on the command line', () => {
  test('shows the address and a code, tells who came, and ends with the first result', async () => {
    const path = await buildCli('phone-page')
    const data = mkdtempSync(join(tmpdir(), 'mobilabel-cli-page-'))
    expect(await runCli(path, data, ['phone-page', modelId, '--lan', 'nowhere0'])).toMatchObject({ exitCode: 1, status: expect.stringContaining(`${network?.name} (${network?.address})`) })

    let came: Promise<void> | null = null
    const run = await runCli(path, data, ['phone-page', modelId, '--lan', network?.name ?? '', '--photos', samples, '--golden', '1', '--once'], (status) => {
      const url = /^http:\S+\/p\/[\w-]{22}$/mu.exec(status)?.[0]
      if (url !== undefined) came ??= actAsPhone(url)
    })
    await came
    expect(run.status).toContain('█')
    expect(run.status).toMatch(/The page waits for a phone\.[\s\S]*Connected: [\s\S]*One result arrived\./u)
    expect(run.out).toBe(`${modelId} (onnx) on Pixel 8: p50 41.0 ms, p90 41.8 ms, load 300 ms, 1 thread, WASM\n  a.jpg: differs: "cat" instead of "dog"\n  Measured in a browser: an app on the same phone is faster.\n`)
    expect(run.exitCode).toBe(2)
  }, 60_000)
})
