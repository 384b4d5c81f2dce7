import { describe, expect, it } from 'vitest'
import { bytesOf, inflate, readTree, treeOf, writeFiles } from '#core/testing/label-files'
import { hardNames, randomDataset } from '#core/testing/random-dataset'
import { datasetDifferences } from './dataset-equality'
import { fitDataset } from './fit/fit-dataset'
import { labelFormats } from './formats'
import { memoryTree } from './tree/input-tree'
import { utf8Text } from './text/utf8-text'
import { verifyExport } from './verify-export'

const written = labelFormats.filter((format) => format.writer !== null)

describe.each(written.map((format) => [format.id, format] as const))('%s', (_, format) => {
  const capabilities = format.writer?.capabilities
  if (capabilities === undefined) return

  it.each([1, 2, 3, 4, 5, 6])('gives back what it was given, seed %i', async (seed) => {
    const { dataset } = fitDataset(randomDataset(seed), capabilities)
    expect(await verifyExport(format, dataset, treeOf(writeFiles(format, dataset), 1000), inflate)).toEqual([])
  })

  it('says its pixel frame and that labels are predictions', async () => {
    const { dataset } = fitDataset(randomDataset(7, { frame: 'raw', predictions: true }), capabilities)
    const { dataset: read } = await readTree(format, treeOf(writeFiles(format, dataset)))
    expect(read).toMatchObject({ frame: 'raw', predictions: true })
    expect(datasetDifferences(dataset, read)).toEqual([])
  })

  it('writes every photo once, under a name of its own', () => {
    const { dataset } = fitDataset(randomDataset(2), capabilities)
    const photos = [...writeFiles(format, dataset, 'with-photos').values()].filter((file) => file.content === 'photo')
    const expected = format.id === 'yolo-classify' ? dataset.images.filter((image) => image.labels.length > 0).map(({ file }) => file) : hardNames
    expect(photos.map((file) => (file.content === 'photo' ? file.photo : '')).sort()).toEqual([...expected].sort())
  })

  it('is told from its contents alone', async () => {
    const { dataset } = fitDataset(randomDataset(3), capabilities)
    const files = writeFiles(format, dataset)
    await expect(readTree(format, treeOf(files))).resolves.toBeDefined()
    const statement = [...files.values()].map((file) => utf8Text(bytesOf(file))).join('\n')
    expect(statement).toMatch(/upright/)
    await expect(readTree(format, memoryTree(new Map([['notes.md', Uint8Array.of(104, 105)]])))).rejects.toThrow(/no |not /)
  })

  it('finds every label that was changed or lost', async () => {
    const { dataset } = fitDataset(randomDataset(1), capabilities)
    const labeled = dataset.images.findIndex((image) => image.labels.length > 0)
    const images = dataset.images.map((image, index) => (index === labeled ? { ...image, labels: image.labels.slice(1) } : image))
    const differences = await verifyExport(format, dataset, treeOf(writeFiles(format, { ...dataset, images })), inflate)
    expect(differences).toEqual([{ file: dataset.images[labeled]?.file, what: expect.stringContaining('missing or changed') }])
  })

  it('speaks for itself without the statement beside it, for one photo whose size is known', async () => {
    if (format.id === 'yolo-classify') return
    const original = randomDataset(9).images.find((image) => image.labels.length > 2)
    const photo = { file: 'photo.jpg', size: original?.size ?? null, labels: [...(original?.labels ?? []), { className: 'cat', shape: { kind: 'tag' } } as const], reviewed: true }
    const { dataset } = fitDataset(randomDataset(9, { images: [photo] }), capabilities)
    const files = writeFiles(format, dataset)
    const facts = { stored: photo.size ?? { width: 1, height: 1 }, orientation: 1 } as const
    const places = ['photo.jpg', 'photo', 'images/photo', 'images/photo.jpg', 'images/train/photo', 'photo.jpg']
    const named = Object.fromEntries(places.map((place) => [place, facts]))
    const bare = new Map([...files].filter(([path]) => !path.endsWith('.manifest')))
    const { dataset: read, notes } = await readTree(format, treeOf(bare), named)
    expect(notes).toEqual([])
    expect(datasetDifferences(dataset, { ...read, images: read.images.map((image) => ({ file: 'photo.jpg', size: facts.stored, labels: image.labels, reviewed: image.reviewed })) }).filter(({ file }) => file !== '')).toEqual([])
  })
})
