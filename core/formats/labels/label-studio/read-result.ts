import { RecordError } from '#core/formats/labels/record-error'
import { ellipsePolygon, rotatePoints } from '#core/formats/labels/shapes/ellipse-polygon'
import { maskOfValue } from '#core/formats/labels/shapes/mask-pixels'
import { boxToPolygon } from '#core/formats/labels/shapes/rasterize-polygon'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { isNumbers, listField, numberField, objectOf, sizeOf } from '#core/formats/labels/text/json-fields'
import type { DatasetLabel, LabelShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import { readBrushRuns } from './brush-runs'

export interface LabelStudioResult {
  /** One per class: a region may have several. */
  readonly labels: readonly DatasetLabel[]
  readonly size: SizePx | null
  readonly change: string | null
}

type ReadValue = (value: JsonObject, size: SizePx) => { shape: LabelShape; change: string | null }

const percent = 100

/** Kinds of results with an area (labelstud.io/guide/export, raw JSON): coordinates are percents of the photo. */
const readers: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  ['rectanglelabels', readRectangle],
  ['rectangle', readRectangle],
  ['polygonlabels', readPolygon],
  ['polygon', readPolygon],
  ['ellipselabels', readEllipse],
  ['ellipse', readEllipse],
  ['brushlabels', readBrush],
  ['brush', readBrush],
])

/** One result; null for those that only describe another. Throws RecordError. */
export function readLabelStudioResult(result: JsonObject): LabelStudioResult | null {
  const { type } = result
  const value = objectOf(result['value'], '.value')
  const size = sizeOf(result['original_width'], result['original_height'])
  if (type === 'choices') return { labels: choicesOf(value).map((className) => ({ className, shape: { kind: 'tag' } })), size: null, change: null }
  if (type === 'relation' || value['text'] !== undefined || value['rating'] !== undefined) return null
  const read = readers.get(String(type))
  if (read === undefined) throw new RecordError('.type', `"${String(type)}" has no area: only rectangles, polygons, ellipses, brushes and choices are taken`)
  if (size === null) throw new RecordError('.original_width', 'the size of the photo is not stated')
  const names = namesOf(value, String(type))
  const { shape, change } = read(value, size)
  const { score } = result
  const scored = typeof score === 'number' && Number.isFinite(score) ? { score } : {}
  return { labels: names.map((className) => ({ className, shape, ...scored })), size, change }
}

function choicesOf(value: JsonObject): string[] {
  return listField(value, 'choices').filter((choice) => typeof choice === 'string')
}

function namesOf(value: JsonObject, type: string): string[] {
  const names = listField(value, type in value ? type : 'labels').filter((name) => typeof name === 'string')
  if (names.length === 0) throw new RecordError('.value', 'has no label')
  return names
}

function readRectangle(value: JsonObject, size: SizePx): { shape: LabelShape; change: string | null } {
  const box = {
    kind: 'box' as const,
    x: (numberField(value, 'x') * size.width) / percent,
    y: (numberField(value, 'y') * size.height) / percent,
    width: (numberField(value, 'width') * size.width) / percent,
    height: (numberField(value, 'height') * size.height) / percent,
  }
  const rotation = rotationOf(value)
  if (rotation === 0) return { shape: box, change: null }
  // It turns about its top left corner.
  const points = rotatePoints(boxToPolygon(box).rings[0]?.points ?? [], box.x, box.y, rotation)
  return { shape: { kind: 'polygon', rings: [{ points, hole: false }] }, change: 'the turned rectangle became a polygon of its corners' }
}

function rotationOf(value: JsonObject): number {
  const rotation = value['rotation']
  return typeof rotation === 'number' && Number.isFinite(rotation) ? rotation % 360 : 0
}

function readPolygon(value: JsonObject, size: SizePx): { shape: LabelShape; change: string | null } {
  const points = listField(value, 'points').flatMap((point) => {
    if (!isNumbers(point) || point.length !== 2) throw new RecordError('.value.points', 'has a point that is not two numbers')
    return [((point[0] ?? 0) * size.width) / percent, ((point[1] ?? 0) * size.height) / percent]
  })
  return { shape: { kind: 'polygon', rings: [{ points, hole: false }] }, change: null }
}

function readEllipse(value: JsonObject, size: SizePx): { shape: LabelShape; change: string | null } {
  const x = (numberField(value, 'x') * size.width) / percent
  const y = (numberField(value, 'y') * size.height) / percent
  const radiusX = (numberField(value, 'radiusX') * size.width) / percent
  const radiusY = (numberField(value, 'radiusY') * size.height) / percent
  return { shape: ellipsePolygon(x, y, radiusX, radiusY, rotationOf(value)), change: 'the ellipse became a polygon of 64 corners' }
}

/** The brush paints red, green, blue and opacity; what is opaque is the mask. */
function readBrush(value: JsonObject, size: SizePx): { shape: LabelShape; change: string | null } {
  const { rle } = value
  if (!isNumbers(rle)) throw new RecordError('.value.rle', 'is not a list of numbers')
  try {
    const pixels = readBrushRuns(Uint8Array.from(rle), 4 * size.width * size.height)
    const inside = new Uint8Array(size.width * size.height).map((_, at) => ((pixels[4 * at + 3] ?? 0) > 0 ? 1 : 0))
    return { shape: maskOfValue(inside, size, 1), change: null }
  } catch (error) {
    if (error instanceof RangeError) throw new RecordError('.value.rle', error.message)
    throw error
  }
}
