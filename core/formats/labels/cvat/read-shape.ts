import { RecordError } from '#core/formats/labels/record-error'
import { ellipsePolygon, rotatePoints } from '#core/formats/labels/shapes/ellipse-polygon'
import { placeMask } from '#core/formats/labels/shapes/place-mask'
import { boxToPolygon } from '#core/formats/labels/shapes/rasterize-polygon'
import type { XmlElement } from '#core/formats/labels/text/xml-stream'
import { xmlChildren } from '#core/formats/labels/text/xml-stream'
import type { DatasetLabel, LabelShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'

export interface CvatShape {
  readonly label: DatasetLabel
  readonly change: string | null
}

type ReadShape = (element: XmlElement, size: SizePx | null) => { shape: LabelShape; change: string | null }

/** Elements of a photo that are labels (docs.cvat.ai, CVAT for images 1.1). */
const readers: ReadonlyMap<string, ReadShape> = new Map<string, ReadShape>([
  ['box', readBox],
  ['polygon', (element) => ({ shape: { kind: 'polygon', rings: [{ points: pointsOf(element), hole: false }] }, change: null })],
  ['mask', (element, size) => ({ shape: readMask(element, size), change: null })],
  ['tag', () => ({ shape: { kind: 'tag' }, change: null })],
  ['ellipse', readEllipse],
])

const withoutArea = new Set(['points', 'polyline', 'cuboid', 'skeleton'])

/** True for elements that stand for a label, whether it can be taken or not. */
export function isCvatShape(element: XmlElement): boolean {
  return readers.has(element.name) || withoutArea.has(element.name)
}

/** One label; `className` is that of its track when it has none itself. Throws RecordError. */
export function readCvatShape(element: XmlElement, size: SizePx | null, className = element.attributes['label'] ?? ''): CvatShape {
  const read = readers.get(element.name)
  if (read === undefined) throw new RecordError('', `"${element.name}" has no area: only boxes, polygons, ellipses, masks and tags are taken`)
  if (className === '') throw new RecordError('', 'has no label')
  const { shape, change } = read(element, size)
  const { score, ...attributes } = attributesOf(element)
  const group = Number(element.attributes['group_id'] ?? Number.NaN)
  const label: DatasetLabel = {
    className,
    shape,
    ...(typeof score === 'number' ? { score } : {}),
    ...(Number.isSafeInteger(group) ? { group } : {}),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
  return { label, change }
}

/** "true", "false" and plain numbers mean themselves: CVAT writes every value as text. */
function attributesOf(element: XmlElement): Record<string, string | number | boolean> {
  const attributes: Record<string, string | number | boolean> = {}
  if (element.attributes['occluded'] === '1') attributes['occluded'] = true
  for (const child of xmlChildren(element, 'attribute')) {
    const name = child.attributes['name'] ?? ''
    if (name !== '') attributes[name] = valueOf(child.text)
  }
  return attributes
}

function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text !== '' && String(Number(text)) === text ? Number(text) : text
}

function numberOf(element: XmlElement, name: string): number {
  const text = element.attributes[name] ?? ''
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value)) return value
  throw new RecordError(`.${name}`, text === '' ? 'is missing' : `"${text}" is not a number`)
}

function readBox(element: XmlElement): { shape: LabelShape; change: string | null } {
  const [left, top, right, bottom] = ['xtl', 'ytl', 'xbr', 'ybr'].map((name) => numberOf(element, name)) as [number, number, number, number]
  const box = { kind: 'box' as const, x: Math.min(left, right), y: Math.min(top, bottom), width: Math.abs(right - left), height: Math.abs(bottom - top) }
  const rotation = Number(element.attributes['rotation'] ?? 0)
  if (!(Math.abs(rotation % 360) > 0)) return { shape: box, change: left > right || top > bottom ? 'its corners were the wrong way round and were put in order' : null }
  const points = boxToPolygon(box).rings[0]?.points ?? []
  const turned = rotatePoints(points, box.x + box.width / 2, box.y + box.height / 2, rotation)
  return { shape: { kind: 'polygon', rings: [{ points: turned, hole: false }] }, change: 'the turned box became a polygon of its corners' }
}

function readEllipse(element: XmlElement): { shape: LabelShape; change: string | null } {
  const [x, y, radiusX, radiusY] = ['cx', 'cy', 'rx', 'ry'].map((name) => numberOf(element, name)) as [number, number, number, number]
  const rotation = Number(element.attributes['rotation'] ?? 0)
  return { shape: ellipsePolygon(x, y, radiusX, radiusY, Number.isFinite(rotation) ? rotation : 0), change: 'the ellipse became a polygon of 64 corners' }
}

function pointsOf(element: XmlElement): number[] {
  return (element.attributes['points'] ?? '').split(';').flatMap((pair) => {
    const numbers = pair.split(',').map(Number)
    if (numbers.length !== 2 || !numbers.every(Number.isFinite)) throw new RecordError('.points', `"${pair}" is not a point`)
    return numbers
  })
}

/** Runs along the rows of a part of the photo, starting with zeros. */
function readMask(element: XmlElement, size: SizePx | null): LabelShape {
  if (size === null) throw new RecordError('', 'the size of the photo is not stated')
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((name) => numberOf(element, name)) as [number, number, number, number]
  const runs = (element.attributes['rle'] ?? '').split(',').map(Number)
  const total = runs.reduce((sum, run) => sum + run, 0)
  if (total !== width * height || !runs.every((run) => Number.isSafeInteger(run) && run >= 0)) throw new RecordError('.rle', `covers ${total} of ${width} x ${height} pixels`)
  const part = new Uint8Array(width * height)
  let at = 0
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 1) part.fill(1, at, at + run)
    at += run
  }
  return placeMask(part, { width, height }, left, top, size)
}
