import { AppError } from '#core/contract/errors'
import { encodePalettePng } from '#core/formats/images/png-encode'
import { bytesFile, textFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { colorText, maskPalette } from '#core/formats/labels/palette'
import { maskToPixels } from '#core/formats/labels/shapes/mask-pixels'
import { csvLine } from '#core/formats/labels/text/csv-rows'
import { withoutExtension } from '#core/formats/labels/tree/paths'
import type { DatasetImage } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'

/** 255 means void, 0 the background. */
const mostNumbers = 254

export const maskPngCapabilities: FormatCapabilities = {
  shapes: { box: 'mask', polygon: 'mask', mask: 'exact', tag: 'none' },
  parts: 'exact',
  holes: 'mask',
  masks: 'per-class',
  scores: 'none',
  crowds: 'none',
  groups: 'none',
  attributes: 'none',
  tags: 'none',
  sizes: 'needed',
  mostClasses: mostNumbers,
}

/** `masks/….png` with one class number per pixel and a palette, and `legend.csv` with number, name and color of the classes. */
export function* writeMaskPng(request: WriteRequest): Iterable<OutputFile> {
  const { dataset, platform } = request
  if (dataset.classes.length > mostNumbers) throw new AppError('bad-input', `There are ${dataset.classes.length} classes, masks hold ${mostNumbers}.`)
  const paths = planPhotoPaths(dataset.images, 'stem')
  const pathOf = (file: string): string => paths.get(file) ?? file
  const palette = maskPalette(dataset.classes)
  const classIndex = new Map(dataset.classes.map(({ name }, index) => [name, index + 1]))
  const rows = [{ name: 'background' }, ...dataset.classes].map(({ name }, index) => csvLine([index, name, colorText(palette[index] ?? [0, 0, 0])]))
  yield textFile('legend.csv', `index,name,color\n${rows.join('')}`)
  for (const image of dataset.images) {
    const { size } = image
    if (size === null || (!image.reviewed && image.labels.length === 0)) continue
    const picture = drawClasses(image, size, classIndex)
    yield bytesFile(`masks/${withoutExtension(pathOf(image.file))}.png`, encodePalettePng(picture, palette, size.width, size.height, platform))
  }
  yield* statementAndPhotos(request, 'mask-png', (file) => `images/${pathOf(file)}`)
}

function drawClasses(image: DatasetImage, size: SizePx, classIndex: ReadonlyMap<string, number>): Uint8Array {
  const picture = new Uint8Array(size.width * size.height)
  for (const { shape, className } of image.labels) {
    if (shape.kind !== 'mask') continue
    const number = classIndex.get(className) ?? 0
    const pixels = maskToPixels(shape)
    for (let at = 0; at < pixels.length; at++) if (pixels[at] === 1) picture[at] = number
  }
  return picture
}
