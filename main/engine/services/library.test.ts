import { chmodSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hardPhotoPaths } from '#core/testing/hard-photo-paths'
import { temporaryFolder } from '../testing/temporary-folder'
import { openTestLibrary } from '../testing/test-library'
import { tinyPng, writeFiles } from '../testing/tiny-png'

const pngHead = tinyPng(1).subarray(0, 20)

describe('scan', () => {
  test('takes photos by their bytes and gives every other file its reason', async () => {
    const { library, photos, add, states, byPath } = await openTestLibrary()
    writeFiles(photos, {
      'a/1.png': tinyPng(1),
      'png.jpg': tinyPng(2),
      'text.jpg': 'words, not pixels',
      'zero.jpg': '',
      'cut.png': pngHead,
      noext: tinyPng(3),
      plain: 'no picture',
      '._photo.jpg': 'AppleDouble',
      'Thumbs.db': 'x',
      'photo.jpg.json': '{}',
      '.hidden/1.png': tinyPng(4),
    })
    const job = await add(photos)
    expect(job).toMatchObject({ state: 'done', error: null })
    expect(states()).toEqual({ 'a/1.png': 'present', 'cut.png': 'damaged', 'png.jpg': 'present' })
    expect(byPath().get('png.jpg')).toMatchObject({ format: 'png', notes: ['extension-differs'], width: 8, height: 8 })
    const { total, files } = library['folder.skipped']({ offset: 0, limit: 10 })
    expect(total).toBe(4)
    expect(files.map((file) => [file.relativePath, file.code])).toEqual([
      ['cut.png', 'image-damaged'],
      ['noext', 'unsupported-image'],
      ['text.jpg', 'not-an-image'],
      ['zero.jpg', 'not-an-image'],
    ])
    expect(await library['folder.list']()).toMatchObject([{ path: photos, name: 'photos', available: true, photos: 3, refused: 4 }])
  })

  test('a second scan reads only what changed', async () => {
    const { library, pool, photos, add, rescan, byPath, states } = await openTestLibrary()
    writeFiles(photos, { '1.png': tinyPng(1), '2.png': tinyPng(2), 'text.jpg': 'words' })
    await add(photos)
    const before = byPath()
    pool.probed.length = 0
    expect((await rescan()).state).toBe('done')
    expect(pool.probed).toEqual([])
    writeFiles(photos, { '2.png': tinyPng(22), '3.png': tinyPng(3), 'text.jpg': tinyPng(4) })
    utimesSync(join(photos, '2.png'), 1_700_000_000, 1_700_000_000)
    utimesSync(join(photos, 'text.jpg'), 1_700_000_000, 1_700_000_000)
    await rescan()
    expect(pool.probed.map((path) => path.slice(photos.length + 1)).sort()).toEqual(['2.png', '3.png', 'text.jpg'])
    expect(byPath().get('1.png')).toEqual(before.get('1.png'))
    expect(byPath().get('2.png')?.id).toBe(before.get('2.png')?.id)
    expect(byPath().get('2.png')?.contentHash).not.toBe(before.get('2.png')?.contentHash)
    expect(states()['text.jpg']).toBe('present')
    expect(library['folder.skipped']({ offset: 0, limit: 10 }).total).toBe(0)
  })

  test('a file that went is missing, and comes back as the same photo', async () => {
    const { photos, add, rescan, byPath, states } = await openTestLibrary()
    writeFiles(photos, { '1.png': tinyPng(1), '2.png': tinyPng(2) })
    await add(photos)
    const id = byPath().get('1.png')?.id
    rmSync(join(photos, '1.png'))
    await rescan()
    expect(states()).toEqual({ '1.png': 'missing', '2.png': 'present' })
    writeFiles(photos, { '1.png': tinyPng(1) })
    await rescan()
    expect(byPath().get('1.png')).toMatchObject({ id, state: 'present' })
  })

  test('a photo overwritten by something else keeps its row as damaged', async () => {
    const { photos, add, rescan, byPath } = await openTestLibrary()
    writeFiles(photos, { '1.png': tinyPng(1), '2.png': tinyPng(2) })
    await add(photos)
    const ids = [byPath().get('1.png')?.id, byPath().get('2.png')?.id]
    writeFiles(photos, { '1.png': 'words', '2.png': '' })
    await rescan()
    expect(byPath().get('1.png')).toMatchObject({ id: ids[0], state: 'damaged' })
    expect(byPath().get('2.png')).toMatchObject({ id: ids[1], state: 'damaged', reason: 'The file is empty (0 bytes).' })
  })

  test('renamed and moved photos keep their id', async () => {
    const { photos, add, rescan, byPath } = await openTestLibrary()
    writeFiles(photos, { 'a/1.png': tinyPng(1), 'a/2.png': tinyPng(2), 'a/3.png': tinyPng(3) })
    await add(photos)
    const before = byPath()
    renameSync(join(photos, 'a/1.png'), join(photos, 'a/one.png'))
    mkdirSync(join(photos, 'b'))
    renameSync(join(photos, 'a/2.png'), join(photos, 'b/2.png'))
    await rescan()
    const after = byPath()
    expect([...after.keys()].sort()).toEqual(['a/3.png', 'a/one.png', 'b/2.png'])
    expect(after.get('a/one.png')).toMatchObject({ id: before.get('a/1.png')?.id, state: 'present', contentHash: before.get('a/1.png')?.contentHash })
    expect(after.get('b/2.png')?.id).toBe(before.get('a/2.png')?.id)
  })

  test('a renamed photo keeps its labels and its review', async () => {
    const { store, photos, add, rescan, byPath } = await openTestLibrary()
    writeFiles(photos, { 'a.png': tinyPng(1) })
    await add(photos)
    const photoId = byPath().get('a.png')?.id ?? 0
    const classId = store.classes.add({ name: 'thing', color: '#000000', key: null })
    const label = { classId, geometry: { kind: 'tag' }, origin: { kind: 'person' }, locked: false, group: null, attributes: {} } as const
    store.labels.put(photoId, { id: 'before', ...label }, 1)
    store.labels.setReviewState(photoId, 'reviewed')
    renameSync(join(photos, 'a.png'), join(photos, 'b.png'))
    const [folder] = store.folders.all()
    const scan = store.scans.begin(folder?.id ?? 0, 1)
    const found = { relativePath: 'b.png', bytes: 1, modifiedMs: 1 }
    store.scans.recordFound(scan, [found], 1)
    // Labelled under its new name before it was read.
    store.labels.put(byPath().get('b.png')?.id ?? 0, { id: 'between', ...label }, 2)
    await rescan()
    expect([...byPath().keys()]).toEqual(['b.png'])
    expect(byPath().get('b.png')).toMatchObject({ id: photoId, reviewState: 'reviewed' })
    expect(store.labels.ofPhoto(photoId).map(({ id }) => id)).toEqual(['before', 'between'])
  })

  test('a photo that moved to another folder of the project keeps its id, a copy does not take it', async () => {
    const { photos, add, byPath } = await openTestLibrary()
    const second = temporaryFolder()
    writeFiles(photos, { 'moved.png': tinyPng(1), 'copied.png': tinyPng(2) })
    await add(photos)
    const before = byPath()
    writeFiles(second, { 'moved here.png': tinyPng(1), 'copy.png': tinyPng(2) })
    rmSync(join(photos, 'moved.png'))
    await add(second)
    const after = byPath()
    expect(after.get('moved here.png')?.id).toBe(before.get('moved.png')?.id)
    expect(after.get('copied.png')?.id).toBe(before.get('copied.png')?.id)
    expect(after.get('copy.png')?.state).toBe('present')
    expect(after.size).toBe(3)
  })

  test('two photos of the same bytes that were both renamed stay two', async () => {
    const { photos, add, rescan, byPath } = await openTestLibrary()
    writeFiles(photos, { 'a/x.png': tinyPng(1), 'b/x.png': tinyPng(1) })
    await add(photos)
    const ids = [...byPath().values()].map((photo) => photo.id).sort()
    renameSync(join(photos, 'a'), join(photos, 'c'))
    renameSync(join(photos, 'b'), join(photos, 'd'))
    await rescan()
    expect([...byPath().keys()]).toEqual(['c/x.png', 'd/x.png'])
    expect([...byPath().values()].map((photo) => photo.id).sort()).toEqual(ids)
  })

  test('same base names are as many photos as files', async () => {
    const { photos, add, byPath } = await openTestLibrary()
    const names = ['a/1.jpg', 'b/1.jpg', 'a/1.png', 'a/1.jpeg', 'A/1.JPG']
    writeFiles(photos, Object.fromEntries(names.map((name, index) => [name, tinyPng(index)])))
    await add(photos)
    expect([...byPath().keys()].sort()).toEqual([...names].sort())
  })

  test('hard names come back byte for byte', async () => {
    const { photos, add, byPath, pool } = await openTestLibrary()
    const names = [...hardPhotoPaths, 'back\\slash.jpg']
    writeFiles(photos, Object.fromEntries(names.map((name, index) => [name, tinyPng(index)])))
    await add(photos)
    expect([...byPath().keys()].sort()).toEqual([...names].sort())
    expect([...byPath().values()].every((photo) => photo.state === 'present')).toBe(true)
    expect(pool.probed).toHaveLength(names.length)
  })

  test.runIf(process.platform === 'linux')('names that are no text are reported', async () => {
    const { library, photos, add, states } = await openTestLibrary()
    writeFiles(photos, { 'good.png': tinyPng(1) })
    writeFileSync(Buffer.concat([Buffer.from(`${photos}/caf`), Buffer.of(0xe9), Buffer.from('.png')]), tinyPng(2))
    expect((await add(photos)).state).toBe('done')
    expect(states()).toEqual({ 'good.png': 'present' })
    expect(library['folder.skipped']({ offset: 0, limit: 10 }).files).toMatchObject([
      { code: 'cannot-read', reason: expect.stringContaining('not valid text') as string },
    ])
  })

  test.skipIf(process.getuid?.() === 0)('what may not be read is reported, and read once it may', async () => {
    const { library, photos, add, rescan, states } = await openTestLibrary()
    writeFiles(photos, { 'shut/1.png': tinyPng(1), '2.png': tinyPng(2) })
    chmodSync(join(photos, 'shut'), 0)
    chmodSync(join(photos, '2.png'), 0)
    await add(photos)
    expect(library['folder.skipped']({ offset: 0, limit: 10 }).files.map((file) => file.code)).toEqual(['cannot-read', 'cannot-read'])
    chmodSync(join(photos, 'shut'), 0o755)
    chmodSync(join(photos, '2.png'), 0o644)
    await rescan()
    expect(states()).toEqual({ 'shut/1.png': 'present', '2.png': 'present' })
  })

  test('cancelled at any point, it goes on where it stopped', async () => {
    const { jobs, library, pool, photos, rescan, states } = await openTestLibrary()
    writeFiles(photos, Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`${index}.png`, tinyPng(index)])))
    const { jobId } = await library['folder.add']({ paths: [photos] })
    pool.beforeProbe = () => {
      if (pool.probed.length === 100) jobs.cancel(jobId)
      pool.beforeProbe = pool.probed.length >= 100 ? () => Promise.resolve() : pool.beforeProbe
      return Promise.resolve()
    }
    expect((await jobs.ended(jobId)).state).toBe('cancelled')
    const count = (state: string): number => Object.values(states()).filter((found) => found === state).length
    expect(count('present')).toBe(64)
    expect(count('listed')).toBe(86)
    pool.probed.length = 0
    await rescan()
    expect(count('present')).toBe(150)
    expect(pool.probed).toHaveLength(86)
  })

  test('on a full disk the scan fails with that reason and goes on once there is room', async () => {
    const { store, photos, add, rescan, states } = await openTestLibrary()
    writeFiles(photos, Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`some/longer/path/${index}.png`, tinyPng(index)])))
    store.connection.pragma(`max_page_count = ${Number(store.connection.pragma('page_count')) + 20}`)
    expect(await add(photos)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
    expect(store.connection.value('PRAGMA integrity_check')).toBe('ok')
    store.connection.pragma('max_page_count = 1000000')
    expect((await rescan()).state).toBe('done')
    expect(Object.values(states()).filter((state) => state === 'present')).toHaveLength(900)
  })

  test('a root out of reach keeps its photos as they are', async () => {
    const { library, photos, add, rescan, states } = await openTestLibrary()
    writeFiles(photos, { '1.png': tinyPng(1) })
    await add(photos)
    renameSync(photos, `${photos}-away`)
    expect(await rescan()).toMatchObject({ state: 'failed', error: { code: 'not-found' } })
    expect(states()).toEqual({ '1.png': 'present' })
    expect(await library['folder.list']()).toMatchObject([{ available: false }])
    renameSync(`${photos}-away`, photos)
    expect((await rescan()).state).toBe('done')
  })

  test('changes are told at most four times a second, the last one always', async () => {
    const { photos, add, changes } = await openTestLibrary()
    writeFiles(photos, Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`${index % 20}/${index}.png`, tinyPng(index)])))
    const startedMs = performance.now()
    await add(photos)
    const elapsedMs = performance.now() - startedMs
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.length).toBeLessThanOrEqual(2 + Math.ceil(elapsedMs / 250))
  })
})

describe('folders', () => {
  test('a file stands for its folder, and no folder is taken twice', async () => {
    const { library, photos, add } = await openTestLibrary()
    writeFiles(photos, { 'a/1.png': tinyPng(1), 'b/2.png': tinyPng(2) })
    await add(join(photos, 'a/1.png'))
    await add(join(photos, 'a'), join(photos, 'a/1.png'))
    expect((await library['folder.list']()).map((folder) => folder.path)).toEqual([join(photos, 'a')])
  })

  test('a folder inside a known one is that one', async () => {
    const { library, photos, add, byPath } = await openTestLibrary()
    writeFiles(photos, { 'a/1.png': tinyPng(1) })
    await add(photos)
    await add(join(photos, 'a'))
    expect(await library['folder.list']()).toHaveLength(1)
    expect([...byPath().keys()]).toEqual(['a/1.png'])
  })

  test('a folder around known ones takes them in with their ids', async () => {
    const { library, pool, photos, add, byPath } = await openTestLibrary()
    writeFiles(photos, { 'a/x/1.png': tinyPng(1), 'b/2.png': tinyPng(2), '3.png': tinyPng(3) })
    await add(join(photos, 'a'), join(photos, 'b'))
    const before = byPath()
    pool.probed.length = 0
    await add(photos)
    const after = byPath()
    expect((await library['folder.list']()).map((folder) => folder.path)).toEqual([photos])
    expect([...after.keys()]).toEqual(['3.png', 'a/x/1.png', 'b/2.png'])
    expect(after.get('a/x/1.png')?.id).toBe(before.get('x/1.png')?.id)
    expect(after.get('b/2.png')?.id).toBe(before.get('2.png')?.id)
    expect(pool.probed).toEqual([join(photos, '3.png')])
  })

  test('several given at once are taken without the inner ones', async () => {
    const { library, photos, add } = await openTestLibrary()
    writeFiles(photos, { 'a/1.png': tinyPng(1) })
    await add(join(photos, 'a'), photos, photos)
    expect((await library['folder.list']()).map((folder) => folder.path)).toEqual([photos])
  })

  test('a path that is not there is refused', async () => {
    const { library, photos } = await openTestLibrary()
    await expect(library['folder.add']({ paths: [join(photos, 'nowhere')] })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('the tree counts photos in and below each folder', async () => {
    const { library, photos, add } = await openTestLibrary()
    writeFiles(photos, { '0.png': tinyPng(0), 'a2/1.png': tinyPng(1), 'a10/x/2.png': tinyPng(2), 'a10/x/3.png': tinyPng(3) })
    await add(photos)
    const [folder] = await library['folder.list']()
    const folderId = folder?.id ?? 0
    expect(library['folder.tree']({ folderId })).toEqual([
      { folderId, path: '', photos: 4 },
      { folderId, path: 'a2', photos: 1 },
      { folderId, path: 'a10', photos: 2 },
      { folderId, path: 'a10/x', photos: 2 },
    ])
  })

  test('removing forgets the photos and leaves the files', async () => {
    const { library, store, photos, add, byPath } = await openTestLibrary()
    writeFiles(photos, Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`${index}.png`, tinyPng(index)])))
    await add(photos)
    const [folder] = await library['folder.list']()
    expect(await library['folder.remove']({ folderId: folder?.id ?? 0 })).toEqual({ photos: 450 })
    expect(byPath().size).toBe(0)
    expect(await library['folder.list']()).toEqual([])
    expect(store.connection.value('PRAGMA integrity_check')).toBe('ok')
    await add(photos)
    expect(byPath().size).toBe(450)
  })

  test('removing during a scan ends the scan first', async () => {
    const { library, jobs, photos, byPath } = await openTestLibrary()
    writeFiles(photos, Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.png`, tinyPng(index)])))
    const { jobId, folderIds } = await library['folder.add']({ paths: [photos] })
    await library['folder.remove']({ folderId: folderIds[0] ?? 0 })
    expect((await jobs.ended(jobId)).state).toBe('cancelled')
    expect(byPath().size).toBe(0)
  })
})
