import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCocoInstances } from '#core/formats/labels/coco/coco-instances'
import type { LabelledFile } from './tune-in-memory'

/** Photos of the COCO sample with the boxes of some classes: those of train2017, and those of val2017. */
export async function cocoBoxes(dataFolder: string, classIds: readonly number[]): Promise<{ readonly train: readonly LabelledFile[]; readonly val: readonly LabelledFile[] }> {
  const folder = join(dataFolder, 'coco-sample')
  const { images, annotations } = readCocoInstances(JSON.parse(await readFile(join(folder, 'instances.json'), 'utf8')))
  const ids = await readFile(join(folder, 'val2017-ids.txt'), 'utf8')
  const val = new Set(ids.split(/\s+/).filter(Boolean).map(Number))
  const files = images.map((image) => ({
    isVal: val.has(image.id),
    path: join(folder, 'images', image.fileName),
    labels: annotations
      .filter(({ imageId, categoryId }) => imageId === image.id && classIds.includes(categoryId))
      .map(({ categoryId, rect, crowd }) => ({ classIndex: classIds.indexOf(categoryId), geometry: { kind: 'box' as const, ...rect }, attributes: { iscrowd: crowd } })),
  }))
  return { train: files.filter(({ isVal }) => !isVal), val: files.filter(({ isVal }) => isVal) }
}
