import { encodeGrayPng } from '#core/formats/images/png-encode'
import { roundPx } from '#core/formats/labels/export/number-text'
import { textFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { holdsEverything } from '#core/formats/labels/fit/holds-everything'
import type { OutputFile, WritePlatform, WriteRequest } from '#core/formats/labels/label-format'
import { maskToPixels } from '#core/formats/labels/shapes/mask-pixels'
import { cutMask } from '#core/formats/labels/shapes/place-mask'
import { shapeBounds } from '#core/formats/labels/shapes/shape-bounds'
import { encodeBase64 } from '#core/formats/labels/text/base64'
import { baseName, withoutExtension } from '#core/formats/labels/tree/paths'
import type { Dataset, DatasetImage, DatasetLabel, MaskShape } from '#core/model/dataset'

export const labelMeCapabilities: FormatCapabilities = {
  ...holdsEverything,
  parts: 'split',
  holes: 'mask',
  crowds: 'none',
}

/** One JSON file beside each photo (wkentaro/labelme, label file of version 5); tags are the flags of the photo. */
export function* writeLabelMe(request: WriteRequest): Iterable<OutputFile> {
  const { dataset, platform } = request
  const paths = planPhotoPaths(dataset.images, 'stem')
  const pathOf = (file: string): string => paths.get(file) ?? file
  for (const image of dataset.images) {
    if (!image.reviewed && image.labels.length === 0) continue
    const path = pathOf(image.file)
    yield textFile(`${withoutExtension(path)}.json`, `${JSON.stringify(documentOf(dataset, image, path, platform), null, 1)}\n`)
  }
  yield* statementAndPhotos(request, 'labelme', pathOf)
}

function documentOf(dataset: Dataset, image: DatasetImage, path: string, platform: WritePlatform): Record<string, unknown> {
  const tags = image.labels.filter((label) => label.shape.kind === 'tag')
  return {
    version: '5.5.0',
    flags: Object.fromEntries(tags.map(({ className }) => [className, true])),
    shapes: image.labels.filter((label) => label.shape.kind !== 'tag').map((label) => shapeOf(label, platform)),
    imagePath: baseName(path),
    imageData: null,
    imageHeight: image.size?.height ?? null,
    imageWidth: image.size?.width ?? null,
    pixel_frame: dataset.frame,
    labels: dataset.predictions ? 'predictions' : 'human',
  }
}

function shapeOf(label: DatasetLabel, platform: WritePlatform): Record<string, unknown> {
  const attributes = Object.entries(label.attributes ?? {})
  const flags = attributes.filter(([name, value]) => typeof value === 'boolean' && name !== 'description')
  const description = label.attributes?.['description']
  const others = attributes.filter(([name, value]) => typeof value !== 'boolean' && !(name === 'description' && typeof value === 'string' && value !== ''))
  return {
    label: label.className,
    ...outlineOf(label, platform),
    group_id: label.group ?? null,
    description: typeof description === 'string' ? description : '',
    flags: Object.fromEntries(flags),
    ...(others.length === 0 ? {} : { attributes: Object.fromEntries(others) }),
    ...(label.score === undefined ? {} : { score: label.score }),
  }
}

function outlineOf({ shape }: DatasetLabel, platform: WritePlatform): Record<string, unknown> {
  switch (shape.kind) {
    case 'box':
      return { points: [[roundPx(shape.x), roundPx(shape.y)], [roundPx(shape.x + shape.width), roundPx(shape.y + shape.height)]], shape_type: 'rectangle', mask: null }
    case 'polygon': {
      const points = shape.rings[0]?.points ?? []
      return { points: Array.from({ length: points.length / 2 }, (_, at) => [roundPx(points[2 * at] ?? 0), roundPx(points[2 * at + 1] ?? 0)]), shape_type: 'polygon', mask: null }
    }
    case 'mask':
      return maskOf(shape, platform)
    case 'tag':
      return {}
  }
}

/** The picture of a mask covers its bounds; its second corner is the last pixel inside. */
function maskOf(mask: MaskShape, platform: WritePlatform): Record<string, unknown> {
  const { x, y, width, height } = shapeBounds(mask) ?? { x: 0, y: 0, width: 0, height: 0 }
  const part = cutMask(maskToPixels(mask), mask, x, y, { width, height }).map((value) => value * 255)
  return { points: [[x, y], [x + width - 1, y + height - 1]], shape_type: 'mask', mask: encodeBase64(encodeGrayPng(part, width, height, platform)) }
}
