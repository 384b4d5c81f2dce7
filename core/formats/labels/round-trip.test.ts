import { describe, expect, it } from 'vitest'
import { bytesOf, readTree, treeOf, writeFiles } from '#core/testing/label-files'
import { hardNames, randomDataset } from '#core/testing/random-dataset'
import { datasetDifferences } from './dataset-equality'
import { fitDataset } from './fit/fit-dataset'
import { labelFormats } from './formats'
import { memoryTree } from './tree/input-tree'
import { utf8Text } from './text/utf8-text'

const written = labelFormats.filter((format) => format.writer !== null)

describe.each(written.map((format) => [format.id, format] as const))('%s', (_, format) => {
  const capabilities = format.writer?.capabilities
  if (capabilities === undefined) return

  it.each([1, 2, 3, 4, 5, 6])('gives back what it was given, seed %i', async (seed) => {
    const { dataset } = fitDataset(randomDataset(seed), capabilities)
    const { dataset: read, notes } = await readTree(format, treeOf(writeFiles(format, dataset), 1000))
    expect(notes).toEqual([])
    expect(datasetDifferences(dataset, read)).toEqual([])
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
    await expect(readTree(format, memoryTree(new Map([['notes.md', Uint8Array.of(104, 105)]])))).rejects.toThrow()
  })
})
