import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPngIndices } from '#core/formats/images/png-index'
import { packMask } from '#core/geometry/mask-codec'
import type { TuneLabel } from '#core/tune/tune-task'
import { inflateWithin } from '../../../engine/runtime/decode/read-photo'
import type { LabelledFile } from './tune-in-memory'

const voidValue = 255

/** Photos of a list of the VOC sample with the masks of some classes; pixels without a class are set aside. */
export async function vocMasks(dataFolder: string, list: string, classIds: readonly number[]): Promise<readonly LabelledFile[]> {
  const folder = join(dataFolder, 'voc-sample')
  const names = (await readFile(join(folder, 'ImageSets', 'Segmentation', `${list}.txt`), 'utf8')).split(/\s+/).filter(Boolean)
  return Promise.all(
    names.map(async (name) => {
      const { data, ...size } = readPngIndices(await readFile(join(folder, 'SegmentationClass', `${name}.png`)), inflateWithin)
      const present = new Set(data)
      const labelOf = (value: number, classIndex: number, attributes: TuneLabel['attributes']): TuneLabel[] =>
        present.has(value) ? [{ classIndex, geometry: { kind: 'mask', mask: packMask(data.map((found) => Number(found === value)), size) }, attributes }] : []
      const labels = [...classIds.flatMap((value, index) => labelOf(value, index, {})), ...labelOf(voidValue, 0, { difficult: true })]
      return { path: join(folder, 'JPEGImages', `${name}.jpg`), labels }
    }),
  )
}
