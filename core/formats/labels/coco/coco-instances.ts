import type { RectPx } from '#core/geometry/rect'
import { countedAreaPx } from '#core/formats/labels/coco/coco-rle'
import { RecordError } from '#core/formats/labels/record-error'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { integerField, isObject, textField } from '#core/formats/labels/text/json-fields'
import type { CocoImage, CocoOutline } from './coco-entries'
import { isCocoCrowd, readCocoImage, readCocoOutline, readCocoRect } from './coco-entries'

export interface CocoCategory {
  readonly id: number
  readonly name: string
}

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

/**
 * Reads a parsed COCO instances file (cocodataset.org/#format-data, object detection) with its ids, as the evaluation of
 * detectors needs it. Entries that make no sense are left out and listed. Throws RangeError when the document is not of
 * this format at all.
 */
export function readCocoInstances(document: unknown): CocoInstances {
  if (!isObject(document)) throw new RangeError('not a COCO file: the document is not an object')
  const problems: CocoProblem[] = []
  const entries = <Entry>(list: string, read: (entry: JsonObject) => Entry): Entry[] => {
    const values = document[list]
    if (!Array.isArray(values)) throw new RangeError(`not a COCO instances file: it has no list "${list}"`)
    return values.flatMap((value: unknown, index) => {
      try {
        if (!isObject(value)) throw new RecordError('', 'is not an object')
        return [read(value)]
      } catch (error) {
        if (!(error instanceof RecordError)) throw error
        problems.push({ where: `${list}[${index}]${error.field}`, message: error.message })
        return []
      }
    })
  }
  const images = entries('images', readCocoImage)
  const categories = entries('categories', (entry) => ({ id: integerField(entry, 'id'), name: textField(entry, 'name') }))
  const imageIds = new Set(images.map((image) => image.id))
  const categoryIds = new Set(categories.map((category) => category.id))
  const annotations = entries('annotations', (entry) => readAnnotation(entry, imageIds, categoryIds))
  return { images, categories, annotations, problems }
}

function readAnnotation(entry: JsonObject, imageIds: ReadonlySet<number>, categoryIds: ReadonlySet<number>): CocoAnnotation {
  const imageId = integerField(entry, 'image_id')
  if (!imageIds.has(imageId)) throw new RecordError('.image_id', `there is no image ${imageId}`)
  const categoryId = integerField(entry, 'category_id')
  if (!categoryIds.has(categoryId)) throw new RecordError('.category_id', `there is no category ${categoryId}`)
  const rect = readCocoRect(entry)
  const outline = readCocoOutline(entry['segmentation'])
  return { id: integerField(entry, 'id'), imageId, categoryId, rect, areaPx: readArea(entry, rect, outline), crowd: isCocoCrowd(entry), outline }
}

function readArea(entry: JsonObject, rect: RectPx, outline: CocoOutline | null): number {
  const area = entry['area']
  if (typeof area === 'number' && Number.isFinite(area)) return area
  return outline?.kind === 'mask' ? countedAreaPx(outline.counts) : rect.width * rect.height
}
