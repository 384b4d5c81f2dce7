import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { build } from 'vite'
import type { EngineClient } from '#core/contract/index'
import { packMask } from '#core/geometry/mask-codec'
import { createEngine, type Engine } from './engine'
import { localClient } from './local-client'
import { runProgram } from './testing/run-script'
import { createSniffingPool } from './testing/sniffing-pool'
import { temporaryFolder } from './testing/temporary-folder'
import { tinyPng, writeFiles } from './testing/tiny-png'

interface Opened {
  readonly engine: Engine
  readonly client: EngineClient
  readonly pool: ReturnType<typeof createSniffingPool>
}

async function open(folder: string): Promise<Opened> {
  const pool = createSniffingPool()
  const cachePath = join(folder, 'cache')
  const engine = await createEngine(
    { projectPath: join(folder, 'Trip.mobilabel'), cachePath, resourcesPath: cachePath, workerPath: '', appVersion: '1.2.3' },
    pool,
  )
  onTestFinished(() => engine.close())
  return { engine, client: localClient(engine), pool }
}

async function addAndWait({ engine, client }: Opened, path: string): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    engine.on('job.changed', ({ job }) => {
      if (job.kind === 'scan' && job.endedAtMs !== null) resolve()
    })
  })
  await client.call('folder.add', { paths: [path] })
  await ended
}

test('adds a folder, shows its photos and keeps them for the next time', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeFiles(photos, { 'img10.png': tinyPng(1), 'img2.png': tinyPng(2), 'text.png': 'words' })
  const first = await open(folder)
  await addAndWait(first, photos)
  const { ids } = await first.client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const cards = await first.client.call('photo.cards', { photoIds: [...ids, 999], minimumScore: 0.3 })
  expect(cards.map(({ photo }) => photo.relativePath)).toEqual(['img2.png', 'img10.png'])
  expect(await first.client.call('project.info', {})).toMatchObject({ name: 'Trip', photos: 2, folders: 1, readOnly: false })
  expect(await first.client.call('diagnostics.get', {})).toMatchObject({ appVersion: '1.2.3', sqliteVersion: expect.stringMatching(/^3\./) as string })
  expect(await first.client.call('project.check', {})).toEqual({ ok: true, problems: [] })
  await first.engine.close()
  const second = await open(folder)
  expect(await second.client.call('photo.counts', { filter: {} })).toEqual({ photos: 2, predicted: 0, failed: 0, reviewed: 0 })
  expect(second.pool.probed).toEqual([])
})

test('labels, reviews and saved filters are there the next time', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeFiles(photos, { '1.png': tinyPng(1), '2.png': tinyPng(2) })
  const first = await open(folder)
  await addAndWait(first, photos)
  const byName = { by: 'name', direction: 'ascending' } as const
  const { ids } = await first.client.call('photo.query', { filter: {}, sort: byName })
  const [photoId = 0, otherId = 0] = ids
  const labelled: (readonly number[])[] = []
  first.client.on('label.changed', (event) => labelled.push(event.photoIds))
  const { id: classId } = await first.client.call('class.add', { name: 'sky' })
  const label = { id: 'a', classId, origin: { kind: 'person' }, locked: false, group: null, attributes: {} } as const
  const mask = packMask(Uint8Array.from({ length: 64 }, (_value, pixel) => (pixel < 20 ? 1 : 0)), { width: 8, height: 8 })
  const edit = { photoId, put: [{ ...label, geometry: { kind: 'mask', mask } }], remove: [], verdicts: [], reviewState: 'reviewed' } as const
  const written = await first.client.call('label.edit', edit)
  await first.client.call('filter.save', { name: 'to do', filter: { reviewStates: ['unreviewed'] }, sort: byName })
  await expect(first.client.call('class.add', { name: 'x'.repeat(201) })).rejects.toMatchObject({ code: 'bad-input' })
  expect(labelled).toEqual([[photoId]])
  await first.engine.close()

  const { client } = await open(folder)
  expect(await client.call('label.get', { photoId })).toEqual(written)
  expect(await client.call('photo.cards', { photoIds: [photoId], minimumScore: 0 })).toMatchObject([
    { photo: { reviewState: 'reviewed' }, labels: [{ id: 'a', classId, geometry: { kind: 'mask', mask: { width: 8, height: 8 } } }] },
  ])
  const [saved] = await client.call('filter.list', {})
  expect((await client.call('photo.query', { filter: saved?.filter ?? {}, sort: byName })).ids).toEqual(Int32Array.of(otherId))
  expect(await client.call('photo.next-unreviewed', { filter: {}, sort: byName, afterPhotoId: photoId })).toEqual({ photoId: otherId, left: 1 })
  expect(await client.call('photo.counts', { filter: {} })).toMatchObject({ photos: 2, reviewed: 1 })
})

test('an engine on the same project is refused until the first is closed', async () => {
  const folder = temporaryFolder()
  const first = await open(folder)
  await expect(open(folder)).rejects.toMatchObject({ code: 'project-locked' })
  await first.engine.close()
  await (await open(folder)).engine.close()
})

test('thumbnails are made once, shared and found again under another name', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeFiles(photos, { '1.png': tinyPng(1), 'same.png': tinyPng(1), 'cut.png': tinyPng(3).subarray(0, 20), 'gone.png': tinyPng(4) })
  const opened = await open(folder)
  await addAndWait(opened, photos)
  rmSync(join(photos, 'gone.png'))
  const { ids } = await opened.client.call('photo.query', { filter: {}, sort: { by: 'name', direction: 'ascending' } })
  const [one = 0, cut = 0, gone = 0, same = 0] = ids
  const file = (photoId: number, variant: 'thumbnail' | 'view') => opened.client.call('photo.file', { photoId, variant })
  const files = await Promise.all([file(one, 'thumbnail'), file(one, 'thumbnail')])
  expect(files[0]).toEqual(files[1])
  expect(files[0].path.startsWith(join(folder, 'cache', 'thumbnails'))).toBe(true)
  expect(readFileSync(files[0].path)).toHaveLength(tinyPng(1).length)
  expect(await file(same, 'thumbnail')).toEqual(files[0])
  expect(opened.pool.rendered).toHaveLength(1)
  expect((await file(one, 'view')).path).toContain(join('cache', 'views'))
  await expect(file(cut, 'view')).rejects.toMatchObject({ code: 'image-damaged', message: expect.stringContaining('cut.png') as string })
  await expect(file(gone, 'thumbnail')).rejects.toMatchObject({ code: 'not-found' })
  await expect(file(12345, 'thumbnail')).rejects.toMatchObject({ code: 'not-found' })
})

test('backs up, compacts, and never onto the project itself', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeFiles(photos, Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.png`, tinyPng(index)])))
  const opened = await open(folder)
  await addAndWait(opened, photos)
  const { client } = opened
  await expect(client.call('project.backup', { path: join(folder, 'Trip.mobilabel') })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(client.call('project.backup', { path: join(folder, 'no/where.mobilabel') })).rejects.toMatchObject({ code: 'cannot-write' })
  const copies = join(folder, 'copies')
  mkdirSync(copies)
  const { bytes } = await client.call('project.backup', { path: join(copies, 'Trip.mobilabel') })
  expect(readFileSync(join(copies, 'Trip.mobilabel'))).toHaveLength(bytes)
  const [known] = await client.call('folder.list', {})
  await client.call('folder.remove', { folderId: known?.id ?? 0 })
  const { bytesBefore, bytesAfter } = await client.call('project.compact', {})
  expect(bytesAfter).toBeLessThan(bytesBefore)
  mkdirSync(join(copies, 'cache'))
  const copy = await open(copies)
  expect(await copy.client.call('photo.counts', { filter: {} })).toMatchObject({ photos: 300 })
})

test('remembers settings', async () => {
  const folder = temporaryFolder()
  const first = await open(folder)
  expect(await first.client.call('settings.get', {})).toEqual({})
  expect(await first.client.call('settings.set', { gridSizePx: 200, showBoxes: false })).toEqual({ gridSizePx: 200, showBoxes: false })
  await first.engine.close()
  const second = await open(folder)
  expect(await second.client.call('settings.set', { gridSizePx: 120 })).toEqual({ gridSizePx: 120, showBoxes: false })
})

test('watched folders are scanned again by themselves, others are not', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeFiles(photos, { 'a/1.png': tinyPng(1) })
  const opened = await open(folder)
  const { client } = opened
  await addAndWait(opened, photos)
  const found = async (): Promise<number> => (await client.call('photo.counts', { filter: {} })).photos
  writeFiles(photos, { 'a/2.png': tinyPng(2) })
  await new Promise((resolve) => setTimeout(resolve, 1400))
  expect(await found()).toBe(1)
  await client.call('settings.set', { watchFolders: true })
  writeFiles(photos, { 'a/notes.txt': 'no photo' })
  await new Promise((resolve) => setTimeout(resolve, 1400))
  expect(await found()).toBe(1)
  writeFiles(photos, { 'b/3.png': tinyPng(3), 'a/4.png': tinyPng(4) })
  await expect.poll(found, { timeout: 6000 }).toBe(4)
  await expect.poll(async () => (await client.call('job.list', {}))[0]?.state, { timeout: 3000 }).toBe('done')
  writeFiles(photos, { 'b/5.png': tinyPng(5) })
  await expect.poll(found, { timeout: 6000 }).toBe(5)
  expect((await client.call('job.list', {})).filter((job) => job.kind === 'scan')).toHaveLength(3)
})

test('a scan that a closing engine cut off goes on the next time', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeFiles(photos, Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.png`, tinyPng(index)])))
  const first = await open(folder)
  const midway = new Promise<void>((resolve) => {
    first.pool.beforeProbe = () => {
      if (first.pool.probed.length >= 100) resolve()
      return new Promise((go) => setTimeout(go, 1))
    }
  })
  await first.client.call('folder.add', { paths: [photos] })
  await midway
  await first.engine.close()
  const second = await open(folder)
  const [job] = await second.client.call('job.list', {})
  expect(job?.kind).toBe('scan')
  await expect.poll(async () => (await second.client.call('job.list', {}))[0]?.state, { timeout: 5000 }).toBe('done')
  const present = await second.client.call('photo.query', { filter: { photoState: 'present' }, sort: { by: 'added', direction: 'ascending' } })
  expect(present.ids).toHaveLength(200)
  expect(second.pool.probed.length).toBeLessThan(200)
})

test('killed in the middle of a scan, the project is whole and the scan goes on', async () => {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  writeFiles(photos, Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index % 7}/${index}.png`, tinyPng(index)])))
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: join(import.meta.dirname, 'testing', 'scan-program.ts'), outDir: join(folder, 'out'), target: 'node20.18' },
  })
  symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(folder, 'node_modules'))
  const program = runProgram(join(folder, 'out', 'scan-program.js'), join(folder, 'Trip.mobilabel'), join(folder, 'cache'), photos)
  expect(await program.line()).toBe('reading')
  await expect(open(folder)).rejects.toMatchObject({ code: 'project-locked' })
  program.process.kill('SIGKILL')
  await program.ended
  const { client } = await open(folder)
  expect(await client.call('project.check', {})).toEqual({ ok: true, problems: [] })
  await expect.poll(async () => (await client.call('job.list', {})).find((job) => job.kind === 'scan')?.state, { timeout: 8000 }).toBe('done')
  const { ids } = await client.call('photo.query', { filter: { photoState: 'present' }, sort: { by: 'name', direction: 'ascending' } })
  expect(ids).toHaveLength(400)
}, 40_000)
