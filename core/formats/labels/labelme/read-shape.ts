import { decodeBase64 } from '#core/formats/models/tfjs/decode-base64'
import { readPngIndices } from '#core/formats/images/png-index'
import type { Inflate } from '#core/formats/images/sniff-result'
import { RecordError } from '#core/formats/labels/record-error'
import { ellipsePolygon } from '#core/formats/labels/shapes/ellipse-polygon'
import { placeMask } from '#core/formats/labels/shapes/place-mask'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { attributesOf, isNumbers, listField, textField } from '#core/formats/labels/text/json-fields'
import type { DatasetLabel, LabelShape, MaskShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'

export interface LabelMeShape {
  readonly label: DatasetLabel
  readonly change: string | null
}

/** One entry of `shapes` (wkentaro/labelme, label file of versions 3 to 5). Throws RecordError. */
export function readLabelMeShape(entry: JsonObject, size: SizePx | null, inflate: Inflate): LabelMeShape {
  const className = textField(entry, 'label')
  const { shape, change } = readShape(entry, size, inflate)
  const { group_id: group, score, description } = entry
  const attributes = {
    ...attributesOf(entry['flags']),
    ...attributesOf(entry['attributes']),
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
  }
  const label: DatasetLabel = {
    className,
    shape,
    ...(typeof group === 'number' && Number.isSafeInteger(group) ? { group } : {}),
    ...(typeof score === 'number' && Number.isFinite(score) ? { score } : {}),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
  return { label, change }
}

function readShape(entry: JsonObject, size: SizePx | null, inflate: Inflate): { shape: LabelShape; change: string | null } {
  const points = listField(entry, 'points').flatMap((point) => {
    if (!isNumbers(point) || point.length < 2) throw new RecordError('.points', 'has a point that is not two numbers')
    return point.slice(0, 2)
  })
  const [x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN] = points
  // Without a type, as version 3 wrote it, a shape is a polygon.
  const kind = entry['shape_type'] ?? 'polygon'
  switch (kind) {
    case 'rectangle':
      return { shape: rectangle(points), change: null }
    case 'polygon':
    case 'rotation':
      if (points.length < 6) throw new RecordError('.points', `has ${points.length / 2} points, a polygon needs three`)
      return { shape: { kind: 'polygon', rings: [{ points, hole: false }] }, change: null }
    case 'circle': {
      const radius = Math.hypot(x2 - x1, y2 - y1)
      if (!(radius > 0)) throw new RecordError('.points', 'has no centre and edge for a circle')
      return { shape: ellipsePolygon(x1, y1, radius, radius), change: 'the circle became a polygon of 64 corners' }
    }
    case 'mask':
      return { shape: readMask(entry, x1, y1, size, inflate), change: null }
    default:
      throw new RecordError('.shape_type', `"${String(kind)}" has no area: only rectangles, polygons, circles and masks are taken`)
  }
}

/** Two opposite corners, or four as other tools write them. */
function rectangle(points: readonly number[]): LabelShape {
  if (points.length !== 4 && points.length !== 8) throw new RecordError('.points', `has ${points.length / 2} points, a rectangle needs two`)
  const xs = points.filter((_, index) => index % 2 === 0)
  const ys = points.filter((_, index) => index % 2 === 1)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { kind: 'box', x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

function readMask(entry: JsonObject, left: number, top: number, size: SizePx | null, inflate: Inflate): MaskShape {
  if (size === null) throw new RecordError('', 'the size of the photo is not stated')
  if (!Number.isFinite(left) || !Number.isFinite(top)) throw new RecordError('.points', 'has no corner for the mask')
  const encoded = textField(entry, 'mask')
  try {
    const picture = readPngIndices(decodeBase64(encoded), inflate)
    return placeMask(picture.data, picture, Math.round(left), Math.round(top), size)
  } catch (error) {
    // Inflating throws whatever the host's zlib throws.
    throw new RecordError('.mask', error instanceof Error ? error.message : String(error))
  }
}
