import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCancelSource } from '#core/contract/cancel'
import { grayPng, labelFolder, openTestDatasets, type TestDatasets } from '../../../testing/test-datasets'
import { temporaryFolder } from '../../../testing/temporary-folder'

const size = { width: 64, height: 48 }
const photos = () => Object.fromEntries(['1.png', '2.png', '3.png', '4.png'].map((path, index) => [path, grayPng(size, index + 1)]))
const everything = { kind: 'filter', filter: {} } as const

function cocoOf(...files: string[]): string {
  return JSON.stringify({
    images: files.map((file_name, index) => ({ id: index + 1, file_name, ...size })),
    annotations: files.map((_file, index) => ({ id: index + 1, image_id: index + 1, category_id: 1, bbox: [1, 2, 8, 6], iscrowd: 0 })),
    categories: [{ id: 1, name: 'cat' }],
  })
}

const voc = (file: string): string =>
  `<annotation><filename>${file}</filename><size><width>64</width><height>48</height><depth>3</depth></size><object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>9</xmax><ymax>8</ymax></bndbox></object></annotation>`

async function take(datasets: TestDatasets, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const { previewId } = await datasets.preview([labelFolder(files)])
  await datasets.take(previewId)
}

function partsOf({ store, photoId }: TestDatasets): Record<string, string | undefined> {
  const parts = store.importedSplits.ofPhotos(Object.keys(photos()).map(photoId))
  return Object.fromEntries(Object.keys(photos()).map((path) => [path, parts.get(photoId(path))]))
}

const row = '0 0.1 0.1 0.1 0.1\n'

test.each([
  ['COCO files by part', { 'annotations/instances_train.json': cocoOf('1.png', '2.png'), 'annotations/instances_val.json': cocoOf('3.png') }],
  [
    'VOC ImageSets',
    {
      'Annotations/1.xml': voc('1.png'), 'Annotations/2.xml': voc('2.png'), 'Annotations/3.xml': voc('3.png'),
      'ImageSets/Main/train.txt': '1\n2\n', 'ImageSets/Main/val.txt': '3\n',
    },
  ],
  [
    'YOLO data.yaml with folders of its own names',
    {
      'data.yaml': 'train: ../images/learn\nval: images/check\nnc: 1\nnames: [cat]\n',
      'labels/learn/1.txt': row, 'labels/learn/2.txt': row, 'labels/check/3.txt': row,
    },
  ],
  ['folders of classes', { 'train/cat/1.png': grayPng(size, 1), 'train/dog/2.png': grayPng(size, 2), 'val/cat/3.png': grayPng(size, 3) }],
])('%s: photos keep the part they came with', async (_name, files) => {
  const datasets = await openTestDatasets(photos())
  await take(datasets, files)
  expect(partsOf(datasets)).toEqual({ '1.png': 'train', '2.png': 'train', '3.png': 'val', '4.png': undefined })
  expect(datasets.service['dataset.imported-parts']()).toEqual({ train: 2, val: 1, test: 0 })
  const found = datasets.store.query.ids({ importedParts: ['val'] }, { by: 'name', direction: 'ascending' })
  expect([...found]).toEqual([datasets.photoId('3.png')])
})

test('the newest import counts, and undoing it brings the earlier parts back', async () => {
  const datasets = await openTestDatasets(photos())
  await take(datasets, { 'train.json': cocoOf('1.png', '2.png') })
  await take(datasets, { 'test.json': cocoOf('1.png') })
  expect(partsOf(datasets)).toMatchObject({ '1.png': 'test', '2.png': 'train' })
  expect([...datasets.store.query.ids({ importedParts: ['train'] }, { by: 'name', direction: 'ascending' })]).toEqual([datasets.photoId('2.png')])
  await datasets.undo()
  expect(partsOf(datasets)).toMatchObject({ '1.png': 'train', '2.png': 'train' })
  await datasets.undo()
  expect(partsOf(datasets)).toEqual({ '1.png': undefined, '2.png': undefined, '3.png': undefined, '4.png': undefined })
})

test('a summary and an export as imported; photos without a part go to training', async () => {
  const datasets = await openTestDatasets(photos())
  const target = { kind: 'folder' as const, path: join(temporaryFolder(), 'out') }
  await expect(datasets.export({ formatId: 'coco', target, split: 'as-imported' })).rejects.toMatchObject({ code: 'bad-input' })
  await take(datasets, { 'instances_train.json': cocoOf('1.png'), 'instances_val.json': cocoOf('2.png'), 'instances_test.json': cocoOf('3.png') })
  const { signal } = createCancelSource()
  expect(await datasets.service['dataset.split']({ scope: everything, split: 'as-imported' }, { signal })).toMatchObject({
    photos: { train: 2, val: 1, test: 1 },
    classes: [{ labels: { train: 1, val: 1, test: 1 } }],
    partlessPhotos: 1,
  })
  const report = await datasets.export({ formatId: 'coco', target, split: 'as-imported' })
  expect(report).toMatchObject({ parts: { train: 2, val: 1, test: 1 }, partlessPhotos: 1, ungroupedPhotos: 0, reread: { differences: 0 } })
  const { images } = JSON.parse(readFileSync(join(target.path, 'annotations', 'instances_val.json'), 'utf8')) as { readonly images: readonly { readonly file_name: string }[] }
  expect(images.map(({ file_name }) => file_name)).toEqual(['2.png'])
})
