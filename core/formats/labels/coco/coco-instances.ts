import type { RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'
import type { RunCounts } from '#core/formats/labels/coco/coco-rle'
import { countedAreaPx, parseCountsText } from '#core/formats/labels/coco/coco-rle'

export interface CocoImage extends SizePx {
  readonly id: number
  readonly fileName: string
}

export interface CocoCategory {
  readonly id: number
  readonly name: string
}

/** The outline of an object: polygons as x, y, x, y ... in pixels, or a mask as runs. */
export type CocoOutline =
  | { readonly kind: 'polygons'; readonly polygons: readonly (readonly number[])[] }
  | { readonly kind: 'mask'; readonly size: SizePx; readonly counts: RunCounts }

export interface CocoAnnotation {
  readonly id: number
  readonly imageId: number
  readonly categoryId: number
  readonly rect: RectPx
  readonly areaPx: number
  /** A region of many objects rather than one. */
  readonly crowd: boolean
  readonly outline: CocoOutline | null
}

/** An entry that was left out. */
export interface CocoProblem {
  /** Where in the file, e.g. `annotations[12].bbox`. */
  readonly where: string
  readonly message: string
}

export interface CocoInstances {
  readonly images: readonly CocoImage[]
  readonly categories: readonly CocoCategory[]
  readonly annotations: readonly CocoAnnotation[]
  readonly problems: readonly CocoProblem[]
}

/** Why one entry cannot be used; becomes a CocoProblem. */
class EntryError extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message)
  }
}

type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads a parsed COCO instances file (cocodataset.org/#format-data, object detection). Entries that make no sense are left
 * out and listed. Throws RangeError when the document is not of this format at all.
 */
export function readCocoInstances(document: unknown): CocoInstances {
  if (!isObject(document)) throw new RangeError('not a COCO file: the document is not an object')
  const problems: CocoProblem[] = []
  const entries = <Entry>(list: string, read: (entry: JsonObject) => Entry): Entry[] => {
    const values = document[list]
    if (!Array.isArray(values)) throw new RangeError(`not a COCO instances file: it has no list "${list}"`)
    return values.flatMap((value: unknown, index) => {
      try {
        if (!isObject(value)) throw new EntryError('', 'is not an object')
        return [read(value)]
      } catch (error) {
        if (!(error instanceof EntryError)) throw error
        problems.push({ where: `${list}[${index}]${error.field === '' ? '' : `.${error.field}`}`, message: error.message })
        return []
      }
    })
  }
  const images = entries('images', readImage)
  const categories = entries('categories', (entry) => ({ id: integer(entry, 'id'), name: text(entry, 'name') }))
  const imageIds = new Set(images.map((image) => image.id))
  const categoryIds = new Set(categories.map((category) => category.id))
  const annotations = entries('annotations', (entry) => readAnnotation(entry, imageIds, categoryIds))
  return { images, categories, annotations, problems }
}

function readImage(entry: JsonObject): CocoImage {
  return { id: integer(entry, 'id'), fileName: text(entry, 'file_name'), width: size(entry, 'width'), height: size(entry, 'height') }
}

function readAnnotation(entry: JsonObject, imageIds: ReadonlySet<number>, categoryIds: ReadonlySet<number>): CocoAnnotation {
  const imageId = integer(entry, 'image_id')
  if (!imageIds.has(imageId)) throw new EntryError('image_id', `there is no image ${imageId}`)
  const categoryId = integer(entry, 'category_id')
  if (!categoryIds.has(categoryId)) throw new EntryError('category_id', `there is no category ${categoryId}`)
  const rect = readRect(entry)
  const outline = readOutline(entry['segmentation'])
  return {
    id: integer(entry, 'id'),
    imageId,
    categoryId,
    rect,
    areaPx: readArea(entry, rect, outline),
    crowd: entry['iscrowd'] === 1 || entry['iscrowd'] === true,
    outline,
  }
}

function readRect(entry: JsonObject): RectPx {
  const bbox = entry['bbox']
  if (!isNumbers(bbox) || bbox.length !== 4) throw new EntryError('bbox', 'is not four numbers')
  const [x = 0, y = 0, width = 0, height = 0] = bbox
  if (width <= 0 || height <= 0) throw new EntryError('bbox', `has no area: ${width} x ${height}`)
  return { x, y, width, height }
}

function readArea(entry: JsonObject, rect: RectPx, outline: CocoOutline | null): number {
  const area = entry['area']
  if (typeof area === 'number' && Number.isFinite(area)) return area
  return outline?.kind === 'mask' ? countedAreaPx(outline.counts) : rect.width * rect.height
}

function readOutline(segmentation: unknown): CocoOutline | null {
  if (segmentation === undefined || segmentation === null) return null
  if (Array.isArray(segmentation)) return readPolygons(segmentation)
  if (!isObject(segmentation)) throw new EntryError('segmentation', 'is neither polygons nor runs')
  const dimensions = segmentation['size']
  if (!isNumbers(dimensions) || dimensions.length !== 2) throw new EntryError('segmentation.size', 'is not height and width')
  const [height = 0, width = 0] = dimensions
  const counts = readCounts(segmentation['counts'])
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total !== width * height) throw new EntryError('segmentation.counts', `covers ${total} of ${width} x ${height} pixels`)
  return { kind: 'mask', size: { width, height }, counts }
}

/** VIA writes a single polygon without the list around it. */
function readPolygons(segmentation: readonly unknown[]): CocoOutline | null {
  const list = segmentation.length > 0 && isNumbers(segmentation) ? [segmentation] : segmentation
  const polygons = list.map((polygon) => {
    if (!isNumbers(polygon) || polygon.length < 6 || polygon.length % 2 === 1) {
      throw new EntryError('segmentation', 'has a polygon that is not at least three points')
    }
    return polygon
  })
  return polygons.length === 0 ? null : { kind: 'polygons', polygons }
}

function readCounts(counts: unknown): RunCounts {
  if (isNumbers(counts) && counts.every((count) => count >= 0)) return counts
  if (typeof counts !== 'string') throw new EntryError('segmentation.counts', 'is neither numbers nor text')
  try {
    return parseCountsText(counts)
  } catch (error) {
    throw new EntryError('segmentation.counts', error instanceof Error ? error.message : String(error))
  }
}

/** VIA writes ids of images as text. */
function integer(entry: JsonObject, field: string): number {
  const written = entry[field]
  const value = typeof written === 'string' && /^\d+$/.test(written) ? Number(written) : written
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new EntryError(field, 'is not a whole number')
}

function size(entry: JsonObject, field: string): number {
  const value = integer(entry, field)
  if (value > 0) return value
  throw new EntryError(field, `is ${value}`)
}

function text(entry: JsonObject, field: string): string {
  const value = entry[field]
  if (typeof value === 'string' && value !== '') return value
  throw new EntryError(field, 'is not text')
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isFinite(item))
}
