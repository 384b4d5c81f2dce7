import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../engine/testing/temporary-folder'
import { buildCli, rowsOf, runCli } from '../testing/run-cli'

const sample = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples', 'coffee.jpg')
const model = 'mobilenet_v2_1.0_224'
let cli = ''

beforeAll(async () => {
  cli = await buildCli('damaged-run')
})

/** Flips a byte in the middle of the first IDAT chunk. */
function flipped(png: Buffer): Buffer {
  const copy = Buffer.from(png)
  const data = copy.indexOf('IDAT') + 4
  const middle = data + Math.floor(copy.readUInt32BE(data - 8) / 2)
  copy[middle] = (copy[middle] ?? 0) ^ 0xff
  return copy
}

test.skipIf(process.platform === 'win32')('without a window: seven done, three failed with their reasons, and a retry after repair', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  const good = readFileSync(sample)
  const goodPng = await sharp(good).png().toBuffer()
  for (const number of ['01', '02', '03', '05', '06', '08', '09', '10']) writeFileSync(join(photos, `${number}.jpg`), good)
  writeFileSync(join(photos, '04.jpg'), good.subarray(0, Math.floor(good.length * 0.6)))
  writeFileSync(join(photos, '07.png'), flipped(goodPng))
  chmodSync(join(photos, '09.jpg'), 0)

  const annotate = (...words: string[]) => runCli(cli, join(folder, 'data'), ['annotate', photos, '--model', model, ...words])
  const first = await annotate()
  expect(first.exitCode).toBe(2)
  expect(first.status).toContain('Finished with 3 failures')
  const rows = new Map(rowsOf(first).map((row) => [row.file, row]))
  expect(rows.size).toBe(10)
  expect([...rows.values()].filter(({ status }) => status === 'done')).toHaveLength(7)
  expect(rows.get('04.jpg')).toMatchObject({ status: 'failed', reason: expect.stringContaining('truncated') as string })
  expect(rows.get('07.png')).toMatchObject({ status: 'failed', reason: expect.stringContaining('corrupt data') as string })
  expect(rows.get('09.jpg')).toMatchObject({ status: 'failed', reason: expect.stringMatching(/^Cannot read /) as string })
  for (const name of ['04.jpg', '07.png', '09.jpg']) expect(rows.get(name)).not.toHaveProperty('tags')

  // The same command again has nothing new to say and touches nothing.
  expect((await annotate()).out).toBe(first.out)

  writeFileSync(join(photos, '04.jpg'), good)
  writeFileSync(join(photos, '07.png'), goodPng)
  chmodSync(join(photos, '09.jpg'), 0o644)
  const second = await annotate('--retry-failed')
  expect(second.status).not.toContain('failure')
  expect(second.exitCode).toBe(0)
  expect(rowsOf(second).map(({ status, tags }) => [status, tags?.[0]?.label])).toEqual(Array.from({ length: 10 }, () => ['done', 'espresso']))

  rmSync(join(photos, '09.jpg'))
  const third = await annotate('--retry-failed')
  expect(third.exitCode).toBe(0)
  expect(rowsOf(third)).toHaveLength(9)
}, 60_000)
