import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCocoInstances } from '#core/formats/labels/coco/coco-instances'

/** Photos of the evaluation data that no figure is measured on, for each shipped model. */
export const calibrationFiles: Readonly<Record<string, (dataFolder: string) => Promise<string[]>>> = {
  'mobilenet_v2_1.0_224': async (dataFolder) => {
    const folder = join(dataFolder, 'imagenet-sample')
    const csv = await readFile(join(folder, 'labels.csv'), 'utf8')
    return linesOf(csv)
      .slice(1)
      .map((line) => join(folder, 'images', line.split(',')[0] ?? ''))
  },
  ssdlite_mobilenet_v2_300: async (dataFolder) => {
    const folder = join(dataFolder, 'coco-sample')
    const { images } = readCocoInstances(JSON.parse(await readFile(join(folder, 'instances.json'), 'utf8')))
    const measured = new Set(linesOf(await readFile(join(folder, 'val2017-ids.txt'), 'utf8')).map(Number))
    return images.filter(({ id }) => !measured.has(id)).map(({ fileName }) => join(folder, 'images', fileName))
  },
  deeplabv3_mobilenet_v2_513: async (dataFolder) => {
    const folder = join(dataFolder, 'voc-sample')
    const names = linesOf(await readFile(join(folder, 'ImageSets', 'Segmentation', 'trainaug.txt'), 'utf8'))
    return names.map((name) => join(folder, 'JPEGImages', `${name}.jpg`))
  },
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

/** `count` of the files, spread evenly over the list. */
export function spreadOver(files: readonly string[], count: number): string[] {
  const taken = Math.min(count, files.length)
  return Array.from({ length: taken }, (_, position) => files[Math.floor((position * files.length) / taken)] ?? '')
}
