import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { fingerprintMethod } from '#core/duplicates/perceptual-hash'
import { labelFormats } from '#core/formats/labels/formats'
import { modelOf, boxes } from '../../../testing/test-review'
import { drawn } from '../../../testing/test-review'
import { answerSettings } from '#core/model/answer-settings'
import { summarisePrediction } from '#core/metrics/prediction-summary'
import { grayPng, openTestDatasets, type TestDatasets } from '../../../testing/test-datasets'
import { temporaryFolder } from '../../../testing/temporary-folder'
import { PredictionStore } from '../../../store/prediction-store'

const size = { width: 64, height: 48 }

interface CocoFile {
  readonly info: object
  readonly images: readonly { readonly id: number; readonly file_name: string; readonly width: number; readonly height: number }[]
  readonly annotations: readonly { readonly image_id: number; readonly bbox: readonly number[]; readonly score?: number }[]
}

function readCoco(folder: string, name = 'instances.json'): CocoFile {
  return JSON.parse(readFileSync(join(folder, 'annotations', name), 'utf8')) as CocoFile
}

function boxesByFile(folder: string): Record<string, readonly number[]> {
  const { images, annotations } = readCoco(folder)
  return Object.fromEntries(annotations.map(({ image_id, bbox }) => [images.find(({ id }) => id === image_id)?.file_name, bbox]))
}

/** Puts one box on each photo, at x = 1, 2, … in order of path. */
function labelAll({ store, photoId }: TestDatasets, paths: readonly string[]): void {
  store.connection.transaction(() => {
    const classId = store.classes.list()[0]?.id ?? store.classes.add({ name: 'cat', color: '#112233', key: null })
    for (const [index, path] of paths.entries()) {
      store.labels.put(photoId(path), drawn(`label ${path}`, classId, { kind: 'box', x: index + 1, y: 2, width: 8, height: 6 }), 1)
      store.labels.setReviewState(photoId(path), 'reviewed')
    }
  })
}

const twins = ['a/1.jpg', 'b/1.jpg', 'a/1.png', 'a/1.jpeg']
const twinPhotos = () => Object.fromEntries(twins.map((path, index) => [path, grayPng(size, index + 1)]))
const folderTarget = () => ({ kind: 'folder' as const, path: join(temporaryFolder(), 'out') })

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

test.each(labelFormats.filter(({ writer }) => writer !== null).map(({ id }) => id))('%s: twins of a name are as many items as files and come back, with and without parts', async (formatId) => {
  const datasets = await openTestDatasets(twinPhotos())
  labelAll(datasets, twins)
  const { store } = datasets
  const classId = store.classes.list()[0]?.id ?? 0
  store.connection.transaction(() => {
    for (const path of twins) store.labels.put(datasets.photoId(path), drawn(`tag ${path}`, classId), 1)
    // Fingerprints that a worker would find out; all far apart.
    for (const [index, photo] of store.photos.byIds(twins.map((path) => datasets.photoId(path))).entries()) {
      store.fingerprints.put(photo.contentHash ?? '', fingerprintMethod, new Uint8Array(8).fill([0x00, 0xff, 0x0f, 0x33][index] ?? 0))
    }
  })
  for (const split of [null, { seed: 3, shares: { train: 2, val: 1, test: 1 } }]) {
    const target = folderTarget()
    const report = await datasets.export({ formatId, target, photos: 'with-photos', split })
    expect(report.reread?.first).toEqual([])
    expect(report).toMatchObject({ photos: 4, copiedPhotos: 4, reread: { differences: 0 }, frame: 'upright', predictions: false })
    const copies = filesBelow(target.path).filter((path) => twins.some((_twin, index) => readFileSync(join(target.path, path)).equals(Buffer.from(grayPng(size, index + 1)))))
    expect(copies).toHaveLength(4)

    const other = await openTestDatasets(twinPhotos())
    const preview = await other.preview([target.path])
    expect(preview).toMatchObject({ matched: { path: 4 }, ambiguous: 0, missing: 0, refusedRecords: 0 })
    await other.take(preview.previewId)
    const kept = report.labels / 4
    expect(Object.values(other.labels()).map((labels) => labels.length)).toEqual([kept, kept, kept, kept])
  }
})

test('COCO has one number and one way per photo, and the boxes of the project', async () => {
  const datasets = await openTestDatasets(twinPhotos())
  labelAll(datasets, twins)
  const target = folderTarget()
  await datasets.export({ formatId: 'coco', target })
  const { images } = readCoco(target.path)
  expect(new Set(images.map(({ id }) => id)).size).toBe(4)
  expect(boxesByFile(target.path)).toEqual({ 'a/1.jpg': [1, 2, 8, 6], 'b/1.jpg': [2, 2, 8, 6], 'a/1.png': [3, 2, 8, 6], 'a/1.jpeg': [4, 2, 8, 6] })
})

test('raw pixel frame: the numbers of each EXIF orientation, said in the file', async () => {
  const upright = { 1: [40, 30, 120, 60], 2: [440, 30, 120, 60], 3: [440, 310, 120, 60], 4: [40, 310, 120, 60] }
  const turned = { 5: [30, 40, 60, 120], 6: [30, 440, 60, 120], 7: [310, 440, 60, 120], 8: [310, 40, 60, 120] }
  const expected = Object.fromEntries(Object.entries({ ...upright, ...turned }).map(([orientation, bbox]) => [`${orientation}.png`, bbox]))
  const datasets = await openTestDatasets(Object.fromEntries(Object.keys(expected).map((path, index) => [path, grayPng(size, index)])))
  const { store, photoId } = datasets
  store.connection.transaction(() => {
    const classId = store.classes.add({ name: 'red', color: '#ff0000', key: null })
    for (let orientation = 1; orientation <= 8; orientation++) {
      const id = photoId(`${orientation}.png`)
      store.connection.run('UPDATE photos SET width = 600, height = 400, orientation = ? WHERE photo_id = ?', [orientation, id])
      store.labels.put(id, drawn(`box ${orientation}`, classId, { kind: 'box', x: 40, y: 30, width: 120, height: 60 }), 1)
    }
  })
  const raw = folderTarget()
  expect(await datasets.export({ formatId: 'coco', target: raw, frame: 'raw' })).toMatchObject({ frame: 'raw', reread: { differences: 0 } })
  expect(boxesByFile(raw.path)).toEqual(expected)
  const sizes = Object.fromEntries(readCoco(raw.path).images.map(({ file_name, width, height }) => [file_name, [width, height]]))
  expect(sizes).toEqual(Object.fromEntries(Object.keys(expected).map((path) => [path, Number(path[0]) < 5 ? [600, 400] : [400, 600]])))
  expect(readCoco(raw.path).info).toMatchObject({ pixel_frame: 'raw' })
  const plain = folderTarget()
  await datasets.export({ formatId: 'coco', target: plain })
  expect(new Set(Object.values(boxesByFile(plain.path)).map(String))).toEqual(new Set(['40,30,120,60']))
})

test('photos that look alike never come apart, and the seed decides the rest', async () => {
  const paths = Array.from({ length: 40 }, (_value, index) => `${index}.png`)
  const datasets = await openTestDatasets(Object.fromEntries(paths.map((path, index) => [path, grayPng(size, index + 1)])))
  labelAll(datasets, paths)
  datasets.store.connection.transaction(() => {
    for (const [index, photo] of datasets.store.photos.byIds(paths.map((path) => datasets.photoId(path))).entries()) {
      // Four of a kind each: bytes far apart from kind to kind, one bit apart within.
      const bits = new Uint8Array(8).map((_value, at) => (Math.floor(index / 4) * 37 * (at + 1)) & 0xff)
      bits[7] = (bits[7] ?? 0) ^ (1 << (index % 4))
      datasets.store.fingerprints.put(photo.contentHash ?? '', fingerprintMethod, bits)
    }
  })
  async function partsOf(seed: number): Promise<Record<string, string>> {
    const target = folderTarget()
    const report = await datasets.export({ formatId: 'yolo-detect', target, split: { seed, shares: { train: 6, val: 2, test: 2 } } })
    expect(report).toMatchObject({ parts: { train: 24, val: 8, test: 8 }, ungroupedPhotos: 0, reread: { differences: 0 } })
    return Object.fromEntries(filesBelow(join(target.path, 'labels')).map((path) => [path.slice(path.indexOf('/') + 1), dirname(path)]))
  }
  const parts = await partsOf(7)
  for (let kind = 0; kind < 10; kind++) expect(new Set([0, 1, 2, 3].map((member) => parts[`${kind * 4 + member}.txt`])).size).toBe(1)
  expect(await partsOf(7)).toEqual(parts)
  expect(await partsOf(8)).not.toEqual(parts)
})

test('a zip has UTF-8 names and the very bytes', async () => {
  const names = ['naïve.png', 'nai\u0308ve.png', '照片/사진.png', '👀.png', "quote'.png", '100%25.png', 'a b .png']
  const datasets = await openTestDatasets(Object.fromEntries(names.map((path, index) => [path, grayPng(size, index + 1)])))
  labelAll(datasets, names)
  const target = { kind: 'zip' as const, path: join(temporaryFolder(), 'out.zip') }
  expect(await datasets.export({ formatId: 'coco', target, photos: 'with-photos' })).toMatchObject({ copiedPhotos: 7, reread: { differences: 0 } })
  const files = unzipSync(readFileSync(target.path))
  // The two forms of one name are told apart by a number.
  expect(Object.keys(files).filter((path) => path.startsWith('images/'))).toHaveLength(7)
  for (const [index, name] of names.entries()) {
    const copy = files[`images/${name}`] ?? files[`images/${name.replace('.png', '_2.png')}`]
    expect(Buffer.from(copy ?? []).equals(Buffer.from(grayPng(size, index + 1)))).toBe(true)
  }
})

test('what a format cannot hold is told before and after', async () => {
  const datasets = await openTestDatasets(twinPhotos())
  labelAll(datasets, twins)
  const order = { scope: { kind: 'filter', filter: {} }, source: { kind: 'labels' }, formatId: 'xmp', frame: 'upright' } as const
  expect(await datasets.service['export.preview'](order)).toEqual({ photos: 4, labels: 0, openPhotos: 0, losses: [{ what: 'boxes', count: 4 }] })
  expect((await datasets.export({ formatId: 'xmp', target: folderTarget() })).losses).toEqual([{ what: 'boxes', count: 4 }])
})

test('predictions go out with their scores, and the file says that they are', async () => {
  const datasets = await openTestDatasets(twinPhotos())
  const { store, photoId } = datasets
  const card = modelOf('detection', 'finder', 'cat', 'dog')
  const prediction = boxes([1, 0.9, 4], [0, 0.4, 8])
  store.connection.transaction(() => {
    const id = photoId('a/1.png')
    const contentHash = store.photos.byIds([id])[0]?.contentHash ?? ''
    const key = { photoId: id, modelKey: store.models.ensure(card), settings: answerSettings(card), contentHash, runId: 1, madeAtMs: 1, elapsedMs: 1 }
    new PredictionStore(store.connection).saveAnswer(key, prediction, summarisePrediction(prediction, card.labels))
  })
  const target = folderTarget()
  const report = await datasets.export({ formatId: 'coco', target, source: { kind: 'predictions', modelId: 'finder', threshold: 0.5 } })
  expect(report).toMatchObject({ predictions: true, photos: 1, labels: 1, reread: { differences: 0 }, losses: [{ what: expect.stringContaining('without an answer') as string, count: 3 }] })
  const written = readCoco(target.path)
  expect(written.info).toMatchObject({ labels: 'predictions' })
  expect(written.annotations).toMatchObject([{ bbox: [4, 0, 2, 2], score: 0.9 }])
  await expect(datasets.export({ formatId: 'coco', target: folderTarget(), source: { kind: 'predictions', modelId: 'other', threshold: 0 } })).rejects.toMatchObject({ code: 'bad-input' })
})

test('only a missing or empty folder or an untouched export of its own is written to', async () => {
  const datasets = await openTestDatasets(twinPhotos())
  labelAll(datasets, twins)
  const target = folderTarget()
  const go = () => datasets.export({ formatId: 'coco', target })
  mkdirSync(target.path)
  await go()
  await go()
  expect(readdirSync(dirname(target.path))).toEqual(['out'])

  writeFileSync(join(target.path, 'weights.bin'), 'hours of work')
  await expect(go()).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('weights.bin') as string })
  expect(readFileSync(join(target.path, 'weights.bin'), 'utf8')).toBe('hours of work')

  const other = folderTarget()
  mkdirSync(other.path)
  writeFileSync(join(other.path, 'mine.txt'), 'x')
  await expect(datasets.export({ formatId: 'coco', target: other })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('not empty') as string })
  const zip = { kind: 'zip' as const, path: join(other.path, 'mine.txt') }
  await expect(datasets.export({ formatId: 'coco', target: zip })).rejects.toMatchObject({ code: 'bad-input' })
  expect(readdirSync(other.path)).toEqual(['mine.txt'])
})

test('a photo that is gone is told; its labels go out all the same', async () => {
  const datasets = await openTestDatasets(twinPhotos())
  labelAll(datasets, twins)
  rmSync(join(datasets.photos, 'b', '1.jpg'))
  writeFileSync(join(datasets.photos, 'a', '1.jpeg'), grayPng(size, 77))
  const report = await datasets.export({ formatId: 'coco', target: folderTarget(), photos: 'with-photos' })
  expect(report).toMatchObject({ photos: 4, labels: 4, copiedPhotos: 3, reread: { differences: 0 } })
  expect(report.losses.map(({ what, count }) => [what.slice(0, 22), count])).toEqual([
    ['photos whose file chan', 1],
    ['photos whose file cann', 1],
  ])
})

test('an export that fails or is cancelled leaves nothing behind', async () => {
  const datasets = await openTestDatasets(twinPhotos())
  labelAll(datasets, twins)
  const folder = temporaryFolder()
  const target = { kind: 'folder' as const, path: join(folder, 'out') }
  await expect(datasets.export({ formatId: 'coco', target, scope: { kind: 'photos', photoIds: [9999] } })).rejects.toMatchObject({ code: 'bad-input' })
  await expect(datasets.export({ formatId: 'vott', target })).rejects.toMatchObject({ code: 'bad-input' })
  expect(existsSync(target.path)).toBe(false)
  expect(readdirSync(folder)).toEqual([])
  expect(() => datasets.service['export.report']({ jobId: 1 })).toThrow('no report')
})

test.each(['yolo-detect', 'yolo-segment'])('%s without any label is the same when read again', async (formatId) => {
  const datasets = await openTestDatasets(twinPhotos())
  expect((await datasets.export({ formatId, target: folderTarget() })).reread).toEqual({ differences: 0, first: [] })
})
