import type { RunCounts } from '#core/formats/labels/coco/coco-rle'
import { parseCountsText } from '#core/formats/labels/coco/coco-rle'
import { RecordError } from '#core/formats/labels/record-error'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { integerField, isNumbers, isObject, textField } from '#core/formats/labels/text/json-fields'
import type { RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'

export interface CocoImage extends SizePx {
  readonly id: number
  readonly fileName: string
}

/** The outline of an object: polygons as x, y, x, y ... in pixels, or a mask as runs. */
export type CocoOutline =
  | { readonly kind: 'polygons'; readonly polygons: readonly (readonly number[])[] }
  | { readonly kind: 'mask'; readonly size: SizePx; readonly counts: RunCounts }

/** An entry of "images" (cocodataset.org/#format-data). Throws RecordError. */
export function readCocoImage(entry: JsonObject): CocoImage {
  return { id: integerField(entry, 'id'), fileName: textField(entry, 'file_name'), width: side(entry, 'width'), height: side(entry, 'height') }
}

/** The field "bbox" of an annotation. Throws RecordError. */
export function readCocoRect(entry: JsonObject): RectPx {
  const bbox = entry['bbox']
  if (!isNumbers(bbox) || bbox.length !== 4) throw new RecordError('.bbox', 'is not four numbers')
  const [x = 0, y = 0, width = 0, height = 0] = bbox
  if (width <= 0 || height <= 0) throw new RecordError('.bbox', `has no area: ${width} x ${height}`)
  return { x, y, width, height }
}

/** The field "segmentation"; null when it is missing or empty. Throws RecordError. */
export function readCocoOutline(segmentation: unknown): CocoOutline | null {
  if (segmentation === undefined || segmentation === null) return null
  if (Array.isArray(segmentation)) return readPolygons(segmentation)
  if (!isObject(segmentation)) throw new RecordError('.segmentation', 'is neither polygons nor runs')
  const dimensions = segmentation['size']
  if (!isNumbers(dimensions) || dimensions.length !== 2) throw new RecordError('.segmentation.size', 'is not height and width')
  const [height = 0, width = 0] = dimensions
  const counts = readCounts(segmentation['counts'])
  let total = 0
  for (const count of counts) total += count
  if (total !== width * height) throw new RecordError('.segmentation.counts', `covers ${total} of ${width} x ${height} pixels`)
  return { kind: 'mask', size: { width, height }, counts }
}

export function isCocoCrowd(entry: JsonObject): boolean {
  return entry['iscrowd'] === 1 || entry['iscrowd'] === true
}

/** VIA writes a single polygon without the list around it. */
function readPolygons(segmentation: readonly unknown[]): CocoOutline | null {
  const list = segmentation.length > 0 && isNumbers(segmentation) ? [segmentation] : segmentation
  const polygons = list.map((polygon) => {
    if (!isNumbers(polygon) || polygon.length < 6 || polygon.length % 2 === 1) {
      throw new RecordError('.segmentation', 'has a polygon that is not at least three points')
    }
    return polygon
  })
  return polygons.length === 0 ? null : { kind: 'polygons', polygons }
}

function readCounts(counts: unknown): RunCounts {
  if (isNumbers(counts) && counts.every((count) => count >= 0)) return counts
  if (typeof counts !== 'string') throw new RecordError('.segmentation.counts', 'is neither numbers nor text')
  try {
    return parseCountsText(counts)
  } catch (error) {
    throw new RecordError('.segmentation.counts', error instanceof Error ? error.message : String(error))
  }
}

function side(entry: JsonObject, field: string): number {
  const value = integerField(entry, field)
  if (value > 0) return value
  throw new RecordError(`.${field}`, `is ${value}`)
}
