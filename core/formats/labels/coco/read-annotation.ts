import { RecordError } from '#core/formats/labels/record-error'
import { maskFromColumnCounts } from '#core/formats/labels/shapes/mask-pixels'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { attributesOf, integerField, isNumbers, isObject } from '#core/formats/labels/text/json-fields'
import type { DatasetLabel, LabelShape, PolygonShape } from '#core/model/dataset'
import { isCocoCrowd, readCocoOutline, readCocoRect } from './coco-entries'

/** An annotation before it is known which photo and class its numbers mean. */
export interface PendingAnnotation {
  readonly index: number
  readonly imageId: number
  readonly categoryId: number
  readonly label: Omit<DatasetLabel, 'className'>
  /** What was left out of it, for a note. */
  readonly change: string | null
}

/** Field of our own for polygons with holes, which COCO's polygons cannot express: its readers take the runs beside it. */
export const ringsField = 'mobilabel_rings'

/** One entry of "annotations". Throws RecordError. */
export function readCocoAnnotation(entry: JsonObject, index: number): PendingAnnotation {
  if (entry['caption'] !== undefined) throw new RecordError('', 'is a caption, not a label')
  const imageId = integerField(entry, 'image_id')
  const categoryId = integerField(entry, 'category_id')
  const { shape, change } = readShape(entry)
  const attributes = attributesOf(entry['attributes'])
  const { score, group } = entry
  const label: PendingAnnotation['label'] = {
    shape,
    ...(typeof score === 'number' && Number.isFinite(score) ? { score } : {}),
    ...(isCocoCrowd(entry) ? { crowd: true } : {}),
    ...(typeof group === 'number' && Number.isSafeInteger(group) ? { group } : {}),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
  const hasPoints = isNumbers(entry['keypoints']) && entry['keypoints'].length > 0
  return { index, imageId, categoryId, label, change: change ?? (hasPoints ? 'its keypoints were left out: only boxes, polygons, masks and tags are kept' : null) }
}

function readShape(entry: JsonObject): { shape: LabelShape; change: string | null } {
  const rings = readRings(entry[ringsField])
  if (rings !== null) return { shape: rings, change: null }
  const hasBox = entry['bbox'] !== undefined && entry['bbox'] !== null && !(Array.isArray(entry['bbox']) && entry['bbox'].length === 0)
  const { outline, change } = readOutline(entry, hasBox)
  if (outline !== null) return { shape: outline, change }
  return { shape: hasBox ? { kind: 'box', ...readCocoRect(entry) } : { kind: 'tag' }, change }
}

/** A wrong outline does not cost the box. */
function readOutline(entry: JsonObject, hasBox: boolean): { outline: LabelShape | null; change: string | null } {
  try {
    const outline = readCocoOutline(entry['segmentation'])
    if (outline === null) return { outline: null, change: null }
    if (outline.kind === 'mask') return { outline: maskFromColumnCounts(outline.counts, outline.size), change: null }
    return { outline: { kind: 'polygon', rings: outline.polygons.map((points) => ({ points, hole: false })) }, change: null }
  } catch (error) {
    if (!(error instanceof RecordError) || !hasBox) throw error
    return { outline: null, change: `${error.field.slice(1)} ${error.message}: only the box was taken` }
  }
}

function readRings(value: unknown): PolygonShape | null {
  if (!Array.isArray(value)) return null
  const rings = value.map((ring: unknown) => {
    if (!isObject(ring) || !isNumbers(ring['points'])) throw new RecordError(`.${ringsField}`, 'is not a list of rings')
    return { points: ring['points'], hole: ring['hole'] === true }
  })
  return rings.length === 0 ? null : { kind: 'polygon', rings }
}
