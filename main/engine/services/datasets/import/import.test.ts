import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCancelSource } from '#core/contract/cancel'
import { grayPng, labelFolder, openTestDatasets, type TestDatasets } from '../../../testing/test-datasets'
import { temporaryFolder } from '../../../testing/temporary-folder'

const size = { width: 64, height: 48 }

const box = (x: number, y: number, width: number, height: number) => ({ kind: 'box', x, y, width, height })

function coco(images: readonly object[], annotations: readonly object[], categories: readonly object[] = [{ id: 1, name: 'cat' }, { id: 7, name: 'traffic light' }]): string {
  return JSON.stringify({ images, annotations, categories })
}

/** Every kind of label COCO has, with coordinates no binary fraction holds. */
const wholeCoco = coco(
  [
    { id: 5, file_name: 'a/1.png', ...size },
    { id: 6, file_name: 'b/1.png', ...size },
  ],
  [
    { id: 1, image_id: 5, category_id: 1, bbox: [1.1, 2.2, 30.3, 20.4], iscrowd: 0, area: 618.12, segmentation: [] },
    { id: 2, image_id: 5, category_id: 7, bbox: [10, 10, 20, 20], iscrowd: 0, area: 200, segmentation: [[10.05, 10.1, 30.2, 10.3, 10.4, 30.5]], score: 0.75 },
    { id: 3, image_id: 6, category_id: 1, bbox: [2, 0, 2, 48], iscrowd: 1, area: 96, segmentation: { size: [48, 64], counts: [96, 96, 2880] } },
  ],
)

async function roundTrip(from: TestDatasets, into: TestDatasets, formatId: string): Promise<void> {
  const path = join(temporaryFolder(), 'out.zip')
  const report = await from.export({ formatId, target: { kind: 'zip', path } })
  expect(report.reread).toEqual({ differences: 0, first: [] })
  const preview = await into.preview([path])
  expect(preview).toMatchObject({ formatId, missing: 0, ambiguous: 0, refusedRecords: 0 })
  await into.take(preview.previewId)
}

const twoPhotos = () => ({ 'a/1.png': grayPng(size, 1), 'b/1.png': grayPng(size, 2), 'c.png': grayPng(size, 3) })

test('labels survive import, export, import within a hundredth of a pixel', async () => {
  const [first, second] = [await openTestDatasets(twoPhotos()), await openTestDatasets(twoPhotos())]
  const { previewId, ...preview } = await first.preview([labelFolder({ 'instances.json': wholeCoco })])
  expect(preview).toMatchObject({ formatId: 'coco', images: 2, labels: 3, matched: { path: 2, hash: 0, name: 0 }, notes: 0 })
  expect(preview.classes).toEqual([
    { name: 'cat', labels: 2, classId: null },
    { name: 'traffic light', labels: 1, classId: null },
  ])
  expect(await first.take(previewId)).toMatchObject({ labels: 3, photos: 2, newClasses: 2, knownLabels: 0, refusedLabels: 0 })
  expect(first.labels()['a/1.png']?.[0]).toMatchObject({ className: 'cat', geometry: box(1.1, 2.2, 30.3, 20.4) })
  expect(first.events).toEqual(expect.arrayContaining(['class.changed', 'label.changed']))

  await roundTrip(first, second, 'coco')
  const there = second.labels()
  expect(Object.keys(there)).toEqual(['a/1.png', 'b/1.png'])
  const geometry = there['a/1.png']?.map((label) => label.geometry)
  expect(geometry?.[0]).toMatchObject({ kind: 'box' })
  for (const [key, value] of Object.entries({ x: 1.1, y: 2.2, width: 30.3, height: 20.4 })) {
    expect(Math.abs(Number(Object(geometry?.[0])[key]) - value)).toBeLessThanOrEqual(0.01)
  }
  const points = geometry?.[1]?.kind === 'polygon' ? (geometry[1].rings[0]?.points ?? []) : []
  for (const [index, value] of [10.05, 10.1, 30.2, 10.3, 10.4, 30.5].entries()) expect(Math.abs((points[index] ?? 0) - value)).toBeLessThanOrEqual(0.01)
  expect(there['b/1.png']).toEqual(first.labels()['b/1.png'])
  expect(there['b/1.png']?.[0]).toMatchObject({ attributes: { iscrowd: true } })
  expect(second.store.labels.ofPhoto(second.photoId('a/1.png'))[1]?.origin).toMatchObject({ kind: 'import', score: 0.75 })
  // Both photos were in the file, the third was in the export and nobody had looked at it.
  expect(['a/1.png', 'b/1.png', 'c.png'].map((path) => second.store.labels.reviewState(second.photoId(path)))).toEqual(['reviewed', 'reviewed', 'unreviewed'])
})

test('what a photo has already is not taken again', async () => {
  const datasets = await openTestDatasets(twoPhotos())
  const folder = labelFolder({ 'instances.json': wholeCoco })
  await datasets.take((await datasets.preview([folder])).previewId)
  const before = datasets.labels()
  const { previewId } = await datasets.preview([folder])
  expect(await datasets.take(previewId)).toMatchObject({ labels: 0, photos: 0, newClasses: 0, knownLabels: 3 })
  expect(datasets.labels()).toEqual(before)
  expect(datasets.store.steps.list()).toHaveLength(1)
})

test('an import is one step: undo gives back labels, states and classes, and keeps what a person changed since', async () => {
  const datasets = await openTestDatasets(twoPhotos())
  const { store } = datasets
  await datasets.take((await datasets.preview([labelFolder({ 'instances.json': wholeCoco })])).previewId)
  expect(store.steps.list()).toMatchObject([{ kind: 'import', labels: 3, photos: 2 }])
  const [changed] = store.labels.ofPhoto(datasets.photoId('b/1.png'))
  if (changed === undefined) throw new Error('a label is missing')
  store.connection.transaction(() => store.labels.put(changed.photoId, { ...changed, locked: true }, Date.now()))
  expect(await datasets.undo()).toEqual({ labels: 2, photos: 2 })
  expect(Object.keys(datasets.labels())).toEqual(['b/1.png'])
  expect(store.classes.list().map(({ name }) => name)).toEqual(['cat'])
  expect(store.labels.reviewState(datasets.photoId('a/1.png'))).toBe('unreviewed')
  expect(store.steps.list()).toEqual([])
})

test('a name that several photos have is ambiguous and changes nothing; the way decides where it can', async () => {
  const photos = { 'a/1.jpg': grayPng(size, 1), 'b/1.jpg': grayPng(size, 2), 'a/1.png': grayPng(size, 3), 'a/1.jpeg': grayPng(size, 4), 'other.jpg': grayPng(size, 5) }
  const datasets = await openTestDatasets(photos)
  const image = (id: number, name: string) => ({ id, file_name: name, ...size })
  const annotation = (id: number) => ({ id, image_id: id, category_id: 1, bbox: [id, 1, 2, 2], iscrowd: 0, area: 4 })
  const preview = await datasets.preview([
    labelFolder({ 'x.json': coco([image(1, '1.jpg'), image(2, 'a/1.png'), image(3, 'nowhere.jpg')], [annotation(1), annotation(2), annotation(3)]) }),
  ])
  expect(preview).toMatchObject({ images: 3, labels: 1, matched: { path: 1, hash: 0, name: 0 }, ambiguous: 1, missing: 1 })
  expect(datasets.service['import.notes']({ previewId: preview.previewId, offset: 0, limit: 10 })).toEqual({
    total: 2,
    notes: [
      { level: 'ambiguous', file: '1.jpg', where: '', reason: expect.stringContaining('a/1.jpg, b/1.jpg') as string },
      { level: 'missing', file: 'nowhere.jpg', where: '', reason: expect.stringContaining('no photo') as string },
    ],
  })
  await datasets.take(preview.previewId)
  expect(datasets.labels()).toMatchObject({ 'a/1.png': [{ geometry: box(2, 1, 2, 2) }] })
  expect(Object.keys(datasets.labels())).toEqual(['a/1.png'])
})

test('a photo under another name is found by its bytes beside the labels', async () => {
  const datasets = await openTestDatasets({ 'deep/renamed.png': grayPng(size, 9), 'train-1.png': grayPng(size, 8) })
  const preview = await datasets.preview([
    labelFolder({ 'images/0001.png': grayPng(size, 9), 'labels/0001.txt': '0 0.5 0.5 0.25 0.5\n', 'data.yaml': 'names: [cat]\n' }),
  ])
  expect(preview).toMatchObject({ formatId: 'yolo-detect', matched: { path: 0, hash: 1, name: 0 }, missing: 0 })
  await datasets.take(preview.previewId)
  expect(datasets.labels()).toMatchObject({ 'deep/renamed.png': [{ className: 'cat', geometry: box(24, 12, 16, 24) }] })
})

test('text of other tools: good lines are kept, each bad one is told with file and line', async () => {
  const datasets = await openTestDatasets({ 'x.png': grayPng({ width: 100, height: 100 }, 1), 'empty.png': grayPng({ width: 100, height: 100 }, 2) })
  const rows = ['0 0.5 0.5 0.2 0.2', '', '1\t0.25  0.25 0.1 0.1 0.9  ', '5 0.5 0.5 0.1 0.1', '0 0.95 0.5 0.1000002 0.1', '0 nothing 0.5 0.1 0.1']
  const preview = await datasets.preview([labelFolder({ 'x.txt': rows.join('\r\n'), 'empty.txt': '', 'classes.txt': '\uFEFFcat\r\ntraffic light\r\n' })])
  const { notes } = datasets.service['import.notes']({ previewId: preview.previewId, offset: 0, limit: 50 })
  expect(notes.filter(({ level }) => level === 'refused').map(({ file, where }) => [file, where])).toEqual([
    ['x.txt', 'line 4'],
    ['x.txt', 'line 6'],
  ])
  expect(await datasets.take(preview.previewId)).toMatchObject({ labels: 3, newClasses: 2 })
  expect(datasets.labels()['x.png']).toMatchObject([{ className: 'cat' }, { className: 'traffic light' }, { className: 'cat' }])
  expect(datasets.store.labels.reviewState(datasets.photoId('empty.png'))).toBe('reviewed-empty')
})

test('labels for another size of the photo are refused with both sizes, those of the stored raster are turned', async () => {
  const datasets = await openTestDatasets({ 'x.png': grayPng(size, 1), 'turned.png': grayPng({ width: 400, height: 600 }, 2) })
  // Orientation 6: the stored raster is turned right by a quarter to stand upright.
  datasets.store.connection.run("UPDATE photos SET orientation = 6, width = 600, height = 400 WHERE relative_path = 'turned.png'")
  const preview = await datasets.preview([
    labelFolder({
      'x.json': coco(
        [
          { id: 1, file_name: 'x.png', width: 640, height: 480 },
          { id: 2, file_name: 'turned.png', width: 400, height: 600 },
        ],
        [
          { id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 2, 2], iscrowd: 0, area: 4 },
          { id: 2, image_id: 2, category_id: 1, bbox: [30, 440, 60, 120], iscrowd: 0, area: 7200 },
        ],
      ),
    }),
  ])
  expect(preview).toMatchObject({ labels: 1, refusedRecords: 1, changedRecords: 1 })
  const [refused] = datasets.service['import.notes']({ previewId: preview.previewId, offset: 0, limit: 1 }).notes
  expect(refused).toMatchObject({ level: 'refused', file: 'x.png', reason: expect.stringMatching(/640 x 480.*64 x 48/) as string })
  await datasets.take(preview.previewId)
  expect(datasets.labels()).toMatchObject({ 'turned.png': [{ geometry: box(40, 30, 120, 60) }] })
})

test('predictions are taken for a person to review', async () => {
  const datasets = await openTestDatasets(twoPhotos())
  const labels = JSON.parse(wholeCoco) as object
  const predictions = JSON.stringify({ ...labels, info: { description: 'Exported by Mobilabel', pixel_frame: 'upright', labels: 'predictions' } })
  const preview = await datasets.preview([labelFolder({ 'p.json': predictions })])
  expect(preview.predictions).toBe(true)
  await datasets.take(preview.previewId)
  expect(datasets.store.labels.reviewState(datasets.photoId('a/1.png'))).toBe('in-progress')
})

test('what is no label is refused with the formats that are known, and nothing changes', async () => {
  const datasets = await openTestDatasets(twoPhotos())
  const folder = labelFolder({ 'readme.md': '# Nothing', 'data.json': '{"a": 1}' })
  await expect(datasets.preview([folder])).rejects.toMatchObject({ code: 'bad-input', hint: expect.stringContaining('COCO JSON') as string })
  await expect(datasets.preview([join(folder, 'missing.json')])).rejects.toMatchObject({ code: 'not-found' })
  await expect(datasets.preview([folder], 'nonsense')).rejects.toMatchObject({ code: 'bad-input' })
  expect(() => datasets.service['import.start']({ previewId: 99 })).toThrow('no longer at hand')
  expect(datasets.labels()).toEqual({})
  expect(datasets.store.steps.list()).toEqual([])
})

test('a reading that is cancelled ends with that', async () => {
  const datasets = await openTestDatasets(twoPhotos())
  const source = createCancelSource()
  const waiting = datasets.service['import.preview']({ paths: [labelFolder({ 'x.json': wholeCoco })] }, source)
  source.cancel()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
})

test('originals and label files stay as they are', async () => {
  const datasets = await openTestDatasets(twoPhotos())
  const folder = labelFolder({ 'instances.json': wholeCoco })
  const before = readFileSync(join(datasets.photos, 'a', '1.png'))
  await datasets.take((await datasets.preview([folder])).previewId)
  expect(readFileSync(join(datasets.photos, 'a', '1.png')).equals(before)).toBe(true)
  expect(readdirSync(folder)).toEqual(['instances.json'])
})
