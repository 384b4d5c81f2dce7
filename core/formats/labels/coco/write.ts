import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import { hasShape } from '#core/formats/labels/fit/has-shape'
import { holdsEverything } from '#core/formats/labels/fit/holds-everything'
import { roundPx } from '#core/formats/labels/export/number-text'
import { partsFile } from '#core/formats/labels/export/output-file'
import { planPhotoPaths } from '#core/formats/labels/export/plan-photo-paths'
import { statementAndPhotos } from '#core/formats/labels/export/statement-and-photos'
import type { OutputFile, WriteRequest } from '#core/formats/labels/label-format'
import { maskAreaPx, maskToColumnCounts } from '#core/formats/labels/shapes/mask-pixels'
import { shapeToMask } from '#core/formats/labels/shapes/rasterize-polygon'
import { ringArea } from '#core/formats/labels/shapes/ring-area'
import { shapeBounds } from '#core/formats/labels/shapes/shape-bounds'
import type { Dataset, DatasetImage, DatasetLabel } from '#core/model/dataset'
import { formatCountsText } from './coco-rle'
import { ringsField } from './read-annotation'

export const cocoCapabilities: FormatCapabilities = {
  ...holdsEverything,
  sizes: 'needed',
}

type Split = DatasetImage['split']

/**
 * COCO JSON: `annotations/instances.json` with objects and `annotations/labels.json` with tags, which have no box and would
 * upset readers of objects; one of each per part when the data set is split. File names are relative to `images/`.
 */
export function* writeCoco(request: WriteRequest): Iterable<OutputFile> {
  const { dataset } = request
  const paths = planPhotoPaths(dataset.images, 'whole-name')
  const pathOf = (file: string): string => paths.get(file) ?? file
  const imageIds = new Map(dataset.images.map((image, index) => [image, index + 1]))
  const splits = [...new Set<Split>(dataset.images.map((image) => image.split))]
  const isSplit = splits.some((split) => split !== undefined)
  for (const split of splits) {
    const images = dataset.images.filter((image) => image.split === split)
    const suffix = isSplit ? `_${split ?? 'unassigned'}` : ''
    yield partsFile(`annotations/instances${suffix}.json`, () => document(dataset, images, imageIds, pathOf, isObjectLabel))
    const hasTags = images.some((image) => hasShape(image, 'tag'))
    if (hasTags) yield partsFile(`annotations/labels${suffix}.json`, () => document(dataset, images, imageIds, pathOf, isTag))
  }
  yield* statementAndPhotos(request, 'coco', (file) => `images/${pathOf(file)}`)
}

function isTag(label: DatasetLabel): boolean {
  return label.shape.kind === 'tag'
}

function isObjectLabel(label: DatasetLabel): boolean {
  return !isTag(label)
}

function* document(
  dataset: Dataset,
  images: readonly DatasetImage[],
  imageIds: ReadonlyMap<DatasetImage, number>,
  pathOf: (file: string) => string,
  takes: (label: DatasetLabel) => boolean,
): Iterable<string> {
  const info = { description: 'Exported by Mobilabel', pixel_frame: dataset.frame, labels: dataset.predictions ? 'predictions' : 'human' }
  yield `{"info":${JSON.stringify(info)},\n"licenses":[],\n"categories":[`
  const classIds = classNumbers(dataset)
  yield dataset.classes.map(({ name, supercategory }) => JSON.stringify({ id: classIds.get(name), name, supercategory: supercategory ?? '' })).join(',\n')
  yield '],\n"images":['
  const known = images.filter((image) => image.size !== null)
  for (const [index, image] of known.entries()) {
    const entry = { id: imageIds.get(image), file_name: pathOf(image.file), width: image.size?.width, height: image.size?.height }
    yield (index === 0 ? '\n' : ',\n') + JSON.stringify(image.reviewed ? entry : { ...entry, reviewed: false })
  }
  yield '],\n"annotations":['
  // Numbers count up over all photos, so that no part has the number of another.
  const included = new Set(known)
  let id = 0
  let isFirst = true
  for (const [image, imageId] of imageIds) {
    for (const label of image.labels) {
      id++
      if (!takes(label) || image.size === null || !included.has(image)) continue
      yield (isFirst ? '\n' : ',\n') + JSON.stringify({ id, image_id: imageId, category_id: classIds.get(label.className), ...annotation(label, image.size) })
      isFirst = false
    }
  }
  yield ']}\n'
}

/** Numbers a class had before are kept when no two classes share one. */
function classNumbers(dataset: Dataset): ReadonlyMap<string, number> {
  const given = dataset.classes.map(({ id }) => id)
  const areUsable = given.every((id) => id !== undefined && id >= 0) && new Set(given).size === given.length
  return new Map(dataset.classes.map(({ name, id }, index) => [name, areUsable ? (id ?? index + 1) : index + 1]))
}

function annotation(label: DatasetLabel, size: NonNullable<DatasetImage['size']>): Record<string, unknown> {
  const { score, group, attributes, crowd } = label
  return {
    ...shapeFields(label, size),
    iscrowd: crowd === true ? 1 : 0,
    ...(score === undefined ? {} : { score }),
    ...(group === undefined ? {} : { group }),
    ...(attributes === undefined ? {} : { attributes }),
  }
}

function shapeFields({ shape }: DatasetLabel, size: NonNullable<DatasetImage['size']>): Record<string, unknown> {
  const bounds = shapeBounds(shape)
  if (bounds === null) return {}
  const bbox = [bounds.x, bounds.y, bounds.width, bounds.height].map(roundPx)
  if (shape.kind === 'polygon' && !shape.rings.some((ring) => ring.hole)) {
    const area = shape.rings.reduce((sum, ring) => sum + Math.abs(ringArea(ring.points)), 0)
    return { bbox, area: roundPx(area), segmentation: shape.rings.map((ring) => ring.points.map(roundPx)) }
  }
  const mask = shape.kind === 'box' ? null : shapeToMask(shape, size)
  if (mask === null) return { bbox, area: roundPx(bounds.width * bounds.height), segmentation: [] }
  const segmentation = { size: [mask.height, mask.width], counts: formatCountsText(maskToColumnCounts(mask)) }
  const rings = shape.kind === 'polygon' ? { [ringsField]: shape.rings.map(({ points, hole }) => ({ points: points.map(roundPx), hole })) } : {}
  return { bbox, area: maskAreaPx(mask), segmentation, ...rings }
}
