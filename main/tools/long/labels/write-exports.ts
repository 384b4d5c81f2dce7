import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fitDataset } from '#core/formats/labels/fit/fit-dataset'
import { labelFormats } from '#core/formats/labels/formats'
import type { Dataset, DatasetImage } from '#core/model/dataset'
import { folderTree } from './folder-tree'
import { writePlatform } from './host-platform'
import { formatOf, readTree } from './read-folder'
import { outputBytes } from './round-trip'

/** Folders with photos whose labels are of all kinds: polygons in groups, a mask, boxes. */
const sources = [
  ['labelme/polygons-group', 'labelme'],
  ['labelme/primitives', 'labelme'],
  ['voc-xml/official', 'voc'],
] as const

/** Writes every format with photos into sub-folders of `target`, and what it holds as `expected/<format>.json`. */
export async function writeExports(formatsFolder: string, target: string): Promise<void> {
  const { dataset, photoPaths } = await gather(formatsFolder)
  for (const format of labelFormats) {
    if (format.writer === null) continue
    const { dataset: fitted } = fitDataset(dataset, format.writer.capabilities)
    for (const file of format.writer.write({ dataset: fitted, photos: 'with-photos', platform: writePlatform })) {
      const path = join(target, format.id, file.path)
      await mkdir(dirname(path), { recursive: true })
      const bytes = outputBytes(file)
      if (bytes !== null) await writeFile(path, bytes)
      else if (file.content === 'photo') await copyFile(photoPaths.get(file.photo) ?? file.photo, path)
    }
    await mkdir(join(target, 'expected'), { recursive: true })
    const plain = JSON.stringify(fitted, (_, value: unknown) => (value instanceof Uint32Array ? [...value] : value))
    await writeFile(join(target, 'expected', `${format.id}.json`), plain)
  }
}

async function gather(formatsFolder: string): Promise<{ dataset: Dataset; photoPaths: ReadonlyMap<string, string> }> {
  const images: DatasetImage[] = []
  const classes = new Map<string, { name: string }>()
  const photoPaths = new Map<string, string>()
  for (const [folder, format] of sources) {
    const { dataset } = await readTree(formatOf(format), await folderTree(join(formatsFolder, folder)))
    for (const image of dataset.images) {
      const file = image.file.slice(image.file.lastIndexOf('/') + 1)
      photoPaths.set(file, join(formatsFolder, folder, image.file))
      images.push({ ...image, file })
    }
    for (const { name } of dataset.classes) classes.set(name, { name })
  }
  return { dataset: { classes: [...classes.values()], images, frame: 'upright', predictions: false }, photoPaths }
}
