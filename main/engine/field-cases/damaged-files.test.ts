import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { answerOf, cardsByPath, openShippedEngine, runModels, scanFolder } from '../testing/annotated-folder'
import { temporaryFolder } from '../testing/temporary-folder'

const sample = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples', 'coffee.jpg')

/** Flips a byte in the middle of the first IDAT chunk. */
function flipped(png: Buffer): Buffer {
  const copy = Buffer.from(png)
  const data = copy.indexOf('IDAT') + 4
  const length = copy.readUInt32BE(data - 8)
  const middle = data + Math.floor(length / 2)
  copy[middle] = (copy[middle] ?? 0) ^ 0xff
  return copy
}

test('three bad files of ten end as rows with a reason, and a retry after repair touches only them', async () => {
  const folder = temporaryFolder()
  const good = readFileSync(sample)
  const goodPng = await sharp(good).png().toBuffer()
  const path = (name: string): string => join(folder, name)
  for (const name of ['01.jpg', '02.jpg', '03.jpg', '05.jpg', '06.jpg', '08.jpg', '09.jpg', '10.jpg']) writeFileSync(path(name), good)
  writeFileSync(path('04.jpg'), good.subarray(0, Math.floor(good.length * 0.6)))
  writeFileSync(path('07.png'), flipped(goodPng))

  const client = await openShippedEngine()
  await scanFolder(client, folder)
  rmSync(path('09.jpg'))
  expect(await runModels(client)).toMatchObject({ state: 'done', progress: { done: 30, failed: 9 } })
  const [run] = await client.call('run.list', {})
  const { failures, total } = await client.call('run.failures', { runId: run?.id ?? 0, offset: 0, limit: 100 })
  expect(total).toBe(9)
  const reasons = new Map(failures.map(({ relativePath, reason }) => [relativePath, reason]))
  expect([...reasons.keys()].sort()).toEqual(['04.jpg', '07.png', '09.jpg'])
  expect(reasons.get('04.jpg')).toMatch(/truncated|cut short|ends too early/i)
  expect(reasons.get('07.png')).toMatch(/corrupt|damaged/i)
  expect(reasons.get('09.jpg')).toMatch(/not there|cannot be read|gone|missing|no longer/i)

  for (const name of ['04.jpg', '09.jpg']) writeFileSync(path(name), good)
  writeFileSync(path('07.png'), goodPng)
  await scanFolder(client, folder)
  expect(await runModels(client, 'failed')).toMatchObject({ state: 'done', progress: { failed: 0 } })
  const [retry] = await client.call('run.list', {})
  expect(retry).toMatchObject({ total: 9, done: 9, failed: 0 })
  const cards = await cardsByPath(client)
  expect(cards.size).toBe(10)
  for (const card of cards.values()) expect(answerOf(card, 'mobilenet-v2')).toMatchObject({ status: 'done', current: true })
}, 60_000)
