import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readBytes } from '#core/formats/labels/tree/input-tree'
import { temporaryFolder } from '../../../testing/temporary-folder'
import { openInputTree } from './open-input-tree'
import { centralEntry, endRecords, readCentralEntries, type ZipEntry } from './zip-records'
import { ZipSink } from './zip-sink'

const text = (content: string): Uint8Array => Buffer.from(content, 'utf8')

async function writeZip(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const path = join(temporaryFolder(), 'made.zip')
  const sink = await ZipSink.create(path)
  for (const [index, [name, bytes]] of Object.entries(files).entries()) await sink.add(name, [bytes.subarray(0, 3), bytes.subarray(3)], index % 2 === 0 ? 'dense' : 'plain')
  await sink.finish()
  return path
}

const files = {
  'a/plain.txt': text('word '.repeat(5000)),
  'a/照片 👀 nai\u0308ve.txt': text('x'),
  empty: new Uint8Array(0),
  "b/quote' & 100%25.bin": Uint8Array.from({ length: 70_000 }, (_value, index) => (index * 2654435761) >>> 24),
}

test('other programs read what is written, names and bytes', async () => {
  const path = await writeZip(files)
  const read = unzipSync(readFileSync(path))
  expect(Object.keys(read)).toEqual(Object.keys(files))
  for (const [name, bytes] of Object.entries(files)) expect(Buffer.from(read[name] ?? []).equals(Buffer.from(bytes))).toBe(true)
  expect(readFileSync(path).length).toBeLessThan(75_000)
})

test('what other programs write is read, and what is written here', async () => {
  const path = join(temporaryFolder(), 'other.zip')
  writeFileSync(path, zipSync({ ...files, '__MACOSX/._a': text('x'), 'folder/': new Uint8Array(0), 'b/.DS_Store': text('x') }))
  for (const archive of [path, await writeZip(files)]) {
    const { tree, notes } = await openInputTree([archive])
    expect(notes).toEqual([])
    expect(tree.paths).toEqual(Object.keys(files).sort())
    for (const [name, bytes] of Object.entries(files)) expect(Buffer.from(await readBytes(tree, name)).equals(Buffer.from(bytes))).toBe(true)
  }
})

test('a name that leads out of the archive is refused and told', async () => {
  const path = join(temporaryFolder(), 'evil.zip')
  writeFileSync(path, zipSync({ '../evil.txt': text('x'), '/top.txt': text('y') }))
  const { tree, notes } = await openInputTree([path])
  expect(tree.paths).toEqual(['top.txt'])
  expect(notes).toMatchObject([{ level: 'refused', file: '../evil.txt' }])
})

test('damage is told: a flipped byte, a cut archive, one without a list', async () => {
  const path = await writeZip(files)
  const bytes = readFileSync(path)
  const folder = temporaryFolder()
  const damaged = Buffer.from(bytes)
  const at = damaged.length - 40_000
  damaged[at] = (damaged[at] ?? 0) ^ 0xff
  writeFileSync(join(folder, 'flipped.zip'), damaged)
  const { tree } = await openInputTree([join(folder, 'flipped.zip')])
  await expect(readBytes(tree, "b/quote' & 100%25.bin")).rejects.toMatchObject({ code: 'cannot-read', message: expect.stringContaining('damaged') as string })
  writeFileSync(join(folder, 'cut.zip'), bytes.subarray(0, bytes.length - 30))
  await expect(openInputTree([join(folder, 'cut.zip')])).rejects.toMatchObject({ code: 'cannot-read', message: expect.stringContaining('no list of files') as string })
})

test('numbers beyond four gigabytes and 65,535 files stand in zip64 fields', () => {
  const entry: ZipEntry = { name: 'far.bin', method: 0, isEncrypted: false, crc32: 0x12345678, packedBytes: 7, bytes: 7, offset: 5_000_000_000 }
  const near: ZipEntry = { ...entry, name: 'near.bin', offset: 12 }
  expect(readCentralEntries(Buffer.concat([centralEntry(entry), centralEntry(near)]), 2)).toEqual([entry, near])
  const records = endRecords({ entries: 70_000, bytes: 4_000_000, offset: 5_000_000_000 })
  expect(records).toHaveLength(56 + 20 + 22)
  expect(records.readUInt32LE(0)).toBe(0x06064b50)
  expect(records.readBigUInt64LE(32)).toBe(70_000n)
  expect(records.readBigUInt64LE(48)).toBe(5_000_000_000n)
  expect(records.readBigUInt64LE(56 + 8)).toBe(5_004_000_000n)
  expect(records.readUInt16LE(56 + 20 + 10)).toBe(0xffff)
  expect(endRecords({ entries: 3, bytes: 10, offset: 20 })).toHaveLength(22)
})

test('more files than a plain archive holds come back', async () => {
  const path = join(temporaryFolder(), 'many.zip')
  const sink = await ZipSink.create(path)
  for (let number = 0; number < 66_000; number++) await sink.add(`${number}`, [], 'plain')
  await sink.finish()
  const { tree } = await openInputTree([path])
  expect(tree.paths).toHaveLength(66_000)
}, 60_000)

test('several paths are one tree under the folder they share', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'x', 'deep'), { recursive: true })
  writeFileSync(join(folder, 'x', 'deep', 'one.txt'), '1')
  writeFileSync(join(folder, 'two.txt'), '2')
  expect((await openInputTree([join(folder, 'x'), join(folder, 'two.txt')])).tree.paths).toEqual(['two.txt', 'x/deep/one.txt'])
  expect((await openInputTree([join(folder, 'two.txt')])).tree.paths).toEqual(['two.txt'])
  await expect(openInputTree([join(folder, 'three.txt')])).rejects.toMatchObject({ code: 'not-found' })
})
