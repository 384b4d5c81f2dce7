import { describe, expect, it } from 'vitest'
import { readTree, textTree, treeOf, writeFiles } from '#core/testing/label-files'
import type { Dataset, DatasetImage } from '#core/model/dataset'
import { coco } from './coco/coco'
import { fitDataset } from './fit/fit-dataset'
import { labelFormats } from './formats'
import { matchPhotos } from './match-photos'

/** Photos of one name, each with a different single box and a tag of its own. */
const twins = ['a/1.jpg', 'b/1.jpg', 'a/1.png', 'a/1.jpeg', 'A/1.JPG']
const boxOf = (index: number): { kind: 'box'; x: number; y: number; width: number; height: number } => ({ kind: 'box', x: 10 * index, y: 5, width: 8, height: 9 })
const images: readonly DatasetImage[] = twins.map((file, index) => ({
  file,
  size: { width: 60, height: 30 },
  reviewed: true,
  labels: [{ className: `class ${index}`, shape: boxOf(index) }, { className: `class ${index}`, shape: { kind: 'tag' } }],
}))
const dataset: Dataset = { classes: twins.map((_, index) => ({ name: `class ${index}` })), images, frame: 'upright', predictions: false }
const written = labelFormats.filter((format) => format.writer !== null)

describe('photos of the same name', () => {
  it.each(written.map((format) => [format.id, format] as const))('%s keeps each one and gives its labels back', async (_, format) => {
    if (format.writer === null) return
    const { dataset: fitted } = fitDataset(dataset, format.writer.capabilities)
    const files = writeFiles(format, fitted, 'with-photos')
    const photos = [...files.values()].flatMap((file) => (file.content === 'photo' ? [file.photo] : []))
    expect(photos.sort()).toEqual([...twins].sort())
    const { dataset: read } = await readTree(format, treeOf(files))
    expect(read.images.map(({ file }) => file).sort()).toEqual([...twins].sort())
    for (const [index, file] of twins.entries()) {
      expect(new Set(read.images.find((image) => image.file === file)?.labels.map(({ className }) => className))).toEqual(new Set([`class ${index}`]))
    }
    const library = twins.map((path, id) => ({ id, path, contentHash: null }))
    const matches = matchPhotos(read.images, library)
    for (const [id, file] of twins.entries()) expect(matches.get(file)).toEqual({ kind: 'matched', photoId: id, by: 'path' })
  })

  it('COCO has image numbers of their own and file names with folders', () => {
    const file = writeFiles(coco, dataset).get('annotations/instances.json')
    const text = file?.content === 'bytes' ? [...file.pieces()].map((piece) => String.fromCharCode(...piece)).join('') : ''
    const document: { images: { id: number; file_name: string }[] } = JSON.parse(text)
    expect(new Set(document.images.map(({ id }) => id)).size).toBe(5)
    expect(document.images.map(({ file_name }) => file_name)).toEqual(['a/1.jpg', 'b/1.jpg', 'a/1.png', 'a/1.jpeg', 'A/1_2.JPG'])
  })

  it('an import that knows the bare name only is ambiguous', async () => {
    const json = { images: [{ id: 1, file_name: '1.jpg', width: 60, height: 30 }], categories: [{ id: 1, name: 'x' }], annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 3, 4] }] }
    const { dataset: read } = await readTree(coco, textTree({ 'x.json': JSON.stringify(json) }))
    const library = twins.map((path, id) => ({ id, path, contentHash: null }))
    expect(matchPhotos(read.images, library).get('1.jpg')).toMatchObject({ kind: 'ambiguous' })
  })
})
