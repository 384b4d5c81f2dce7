import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { saveFile } from './save-file'

const folder = await mkdtemp(join(tmpdir(), 'mobilabel-save-'))
afterAll(() => rm(folder, { recursive: true }))

test('writes the bytes where the person chose to', async () => {
  const path = join(folder, 'chart.png')
  expect(await saveFile(Promise.resolve(path), () => Promise.resolve(Uint8Array.of(1, 2, 3)))).toEqual({ kind: 'saved', path })
  expect([...(await readFile(path))]).toEqual([1, 2, 3])
  expect(await readdir(folder)).toEqual(['chart.png'])
})

test('writes nothing when the person cancels', async () => {
  expect(await saveFile(Promise.resolve(null), () => Promise.resolve(Uint8Array.of(1)))).toEqual({ kind: 'cancelled' })
})

test('says why a place cannot be written to', async () => {
  const path = join(folder, 'no such folder', 'chart.png')
  expect(await saveFile(Promise.resolve(path), () => Promise.resolve(Uint8Array.of(1)))).toMatchObject({ kind: 'failed', reason: expect.stringContaining('no such file or directory') as string })
})
