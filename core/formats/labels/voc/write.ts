import { AppError } from '#core/contract/errors'
import { encodePalettePng } from '#core/formats/images/png-encode'
import { pixelText } from '#core/formats/labels/export/number-text'
import { bytesFile, textFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { hasShape } from '#core/formats/labels/fit/has-shape'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import type { Rgb } from '#core/formats/labels/palette'
import { maskPalette, vocColor } from '#core/formats/labels/palette'
import { maskToPixels } from '#core/formats/labels/shapes/mask-pixels'
import { shapeBounds } from '#core/formats/labels/shapes/shape-bounds'
import { xmlEscape } from '#core/formats/labels/text/xml-stream'
import { baseName, folderOf, withoutExtension } from '#core/formats/labels/tree/paths'
import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'

/** 255 means void, 0 the background. */
const mostNumbers = 254

export const vocCapabilities: FormatCapabilities = {
  shapes: { box: 'exact', polygon: 'mask', mask: 'exact', tag: 'none' },
  parts: 'exact',
  holes: 'mask',
  masks: 'disjoint',
  scores: 'kept',
  crowds: 'none',
  groups: 'none',
  attributes: ['truncated', 'difficult', 'occluded', 'pose'],
  tags: 'none',
  sizes: 'needed',
  mostClasses: mostNumbers,
}

/**
 * The tree of the VOC devkit: `Annotations`, `SegmentationClass` and `SegmentationObject` with the VOC palette, `ImageSets`,
 * and `labelmap.txt`, which says what the numbers of the masks mean.
 */
export function* writeVoc(request: WriteRequest): Iterable<OutputFile> {
  const { dataset, platform } = request
  const paths = planPhotoPaths(dataset.images, 'stem')
  const pathOf = (file: string): string => paths.get(file) ?? file
  const palette = maskPalette(dataset.classes)
  const classIndex = new Map(dataset.classes.map(({ name }, index) => [name, index + 1]))
  const withMasks = dataset.images.filter((image) => hasShape(image, 'mask'))
  if (withMasks.length > 0 && dataset.classes.length > mostNumbers) {
    throw new AppError('bad-input', `There are ${dataset.classes.length} classes, the masks of Pascal VOC hold ${mostNumbers}.`)
  }
  yield textFile('labelmap.txt', labelMapText(dataset, palette))
  for (const image of dataset.images) {
    if (image.reviewed || image.labels.length > 0) yield textFile(`Annotations/${withoutExtension(pathOf(image.file))}.xml`, annotationXml(dataset, image, pathOf(image.file)))
  }
  for (const image of withMasks) {
    const masks = image.labels.filter(isMask)
    const { size } = image
    if (size === null) continue
    if (masks.length > mostNumbers) throw new AppError('bad-input', `${image.file} has ${masks.length} masks, Pascal VOC holds ${mostNumbers} in a photo.`)
    const stem = withoutExtension(pathOf(image.file))
    const classes = drawMasks(masks, size, (label) => classIndex.get(label.className) ?? 0)
    yield bytesFile(`SegmentationClass/${stem}.png`, encodePalettePng(classes, palette, size.width, size.height, platform))
    const objects = drawMasks(masks, size, (_, index) => index + 1)
    const objectPalette = Array.from({ length: 256 }, (_, index) => vocColor(index))
    yield bytesFile(`SegmentationObject/${stem}.png`, encodePalettePng(objects, objectPalette, size.width, size.height, platform))
  }
  yield* imageSets('Main', dataset.images, pathOf)
  if (withMasks.length > 0) yield* imageSets('Segmentation', withMasks, pathOf)
  yield* statementAndPhotos(request, 'voc', (file) => `JPEGImages/${pathOf(file)}`)
}

function isMask(label: DatasetLabel): boolean {
  return label.shape.kind === 'mask'
}

function drawMasks(labels: readonly DatasetLabel[], size: SizePx, numberOf: (label: DatasetLabel, index: number) => number): Uint8Array {
  const picture = new Uint8Array(size.width * size.height)
  for (const [index, label] of labels.entries()) {
    if (label.shape.kind !== 'mask') continue
    const number = numberOf(label, index)
    const pixels = maskToPixels(label.shape)
    for (let at = 0; at < pixels.length; at++) if (pixels[at] === 1) picture[at] = number
  }
  return picture
}

/** Format of the VOC exports of CVAT: "name:r,g,b:parts:actions". */
function labelMapText(dataset: Dataset, palette: readonly Rgb[]): string {
  const lines = [{ name: 'background' }, ...dataset.classes].map(({ name }, index) => `${name}:${(palette[index] ?? [0, 0, 0]).join(',')}::`)
  return `# label:color_rgb:parts:actions\n${lines.join('\n')}\n`
}

function* imageSets(kind: string, images: readonly DatasetImage[], pathOf: (file: string) => string): Iterable<OutputFile> {
  const idsOf = (keep: (image: DatasetImage) => boolean): string => images.filter(keep).map(({ file }) => `${withoutExtension(pathOf(file))}\n`).join('')
  const splits = ['train', 'val', 'test'] as const
  if (images.every((image) => image.split === undefined)) {
    yield textFile(`ImageSets/${kind}/trainval.txt`, idsOf(() => true))
    return
  }
  for (const split of splits) yield textFile(`ImageSets/${kind}/${split}.txt`, idsOf((image) => image.split === split))
  yield textFile(`ImageSets/${kind}/trainval.txt`, idsOf((image) => image.split === 'train' || image.split === 'val'))
}

function annotationXml(dataset: Dataset, image: DatasetImage, path: string): string {
  const { size } = image
  // Masks come first: the number of an object in its mask is its place here.
  const labels = [...image.labels.filter(isMask), ...image.labels.filter((label) => !isMask(label))]
  const sizeLines = size === null ? [] : ['<size>', `  <width>${size.width}</width>`, `  <height>${size.height}</height>`, '  <depth>3</depth>', '</size>']
  const lines = [
    `<folder>${xmlEscape(folderOf(path))}</folder>`,
    `<filename>${xmlEscape(baseName(path))}</filename>`,
    '<source>',
    '  <database>Mobilabel</database>',
    `  <annotation>${dataset.predictions ? 'predictions' : 'human labels'}, ${dataset.frame} pixel frame</annotation>`,
    '</source>',
    ...sizeLines,
    `<segmented>${labels.some(isMask) ? 1 : 0}</segmented>`,
    ...labels.flatMap(objectLines),
  ]
  return `<annotation>\n${lines.map((line) => `  ${line}\n`).join('')}</annotation>\n`
}

function objectLines(label: DatasetLabel): string[] {
  const bounds = shapeBounds(label.shape)
  if (bounds === null) return []
  const attributes = label.attributes ?? {}
  const flag = (name: string): string => `  <${name}>${attributes[name] === true ? 1 : 0}</${name}>`
  const pose = attributes['pose']
  return [
    '<object>',
    `  <name>${xmlEscape(label.className)}</name>`,
    `  <pose>${typeof pose === 'string' ? xmlEscape(pose) : 'Unspecified'}</pose>`,
    flag('truncated'),
    flag('difficult'),
    flag('occluded'),
    ...(label.score === undefined ? [] : [`  <score>${Number(label.score.toFixed(6))}</score>`]),
    ...(isMask(label) ? ['  <shape>mask</shape>'] : []),
    '  <bndbox>',
    `    <xmin>${pixelText(bounds.x)}</xmin>`,
    `    <ymin>${pixelText(bounds.y)}</ymin>`,
    `    <xmax>${pixelText(bounds.x + bounds.width)}</xmax>`,
    `    <ymax>${pixelText(bounds.y + bounds.height)}</ymax>`,
    '  </bndbox>',
    '</object>',
  ]
}
