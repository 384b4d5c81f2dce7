import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCocoInstances } from '#core/formats/labels/coco/coco-instances'
import { loadSharp } from '../../../engine/runtime/decode/load-sharp'

/** A picture of one object. */
export interface Crop {
  /** Under the folder the crops were written to; its first folder is its part: train, val or test. */
  readonly relativePath: string
  readonly className: string
}

const smallestSidePx = 24
const fewest = { train: 8, test: 8 } as const
/** Every fifth picture of the training part is for choosing the version. */
const validationEvery = 5
/** Around the object, in shares of its sides. */
const margin = 0.1

/**
 * Cuts the objects out of the COCO sample by the official split: train2017 pictures to learn from, val2017 pictures to test on; classes
 * with enough objects in both. Lossless, so that every reader sees equal pixels.
 */
export async function writeCocoCrops(dataFolder: string, target: string): Promise<readonly Crop[]> {
  const folder = join(dataFolder, 'coco-sample')
  const coco = readCocoInstances(JSON.parse(await readFile(join(folder, 'instances.json'), 'utf8')))
  const testIds = new Set((await readFile(join(folder, 'val2017-ids.txt'), 'utf8')).split(/\s+/u).filter(Boolean).map(Number))
  const trainIds = coco.images.map(({ id }) => id).filter((id) => !testIds.has(id))
  const partOf = (imageId: number): 'train' | 'val' | 'test' => (testIds.has(imageId) ? 'test' : trainIds.indexOf(imageId) % validationEvery === 0 ? 'val' : 'train')
  const large = coco.annotations.filter(({ crowd, rect }) => !crowd && Math.min(rect.width, rect.height) >= smallestSidePx)
  const count = (categoryId: number, isTest: boolean): number => large.filter((one) => one.categoryId === categoryId && testIds.has(one.imageId) === isTest).length
  const used = coco.categories.filter(({ id }) => count(id, false) >= fewest.train && count(id, true) >= fewest.test)
  for (const part of ['train', 'val', 'test']) await mkdir(join(target, part), { recursive: true })
  const files = new Map(coco.images.map((image) => [image.id, image]))
  const crops: Crop[] = []
  for (const [number, { imageId, categoryId, rect }] of large.entries()) {
    const className = used.find(({ id }) => id === categoryId)?.name
    const image = files.get(imageId)
    if (className === undefined || image === undefined) continue
    const relativePath = `${partOf(imageId)}/${String(number).padStart(5, '0')}.png`
    const picture = loadSharp().sharp(join(folder, 'images', image.fileName))
    const { width = 0, height = 0 } = await picture.metadata()
    const left = Math.max(0, Math.floor(rect.x - margin * rect.width))
    const top = Math.max(0, Math.floor(rect.y - margin * rect.height))
    const right = Math.min(width, Math.ceil(rect.x + (1 + margin) * rect.width))
    const bottom = Math.min(height, Math.ceil(rect.y + (1 + margin) * rect.height))
    await picture.extract({ left, top, width: right - left, height: bottom - top }).toColourspace('srgb').png({ compressionLevel: 1 }).toFile(join(target, relativePath))
    crops.push({ relativePath, className })
  }
  return crops
}
