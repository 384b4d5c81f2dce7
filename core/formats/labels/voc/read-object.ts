import { RecordError } from '#core/formats/labels/record-error'
import type { XmlElement } from '#core/formats/labels/text/xml-stream'
import { xmlChild, xmlText } from '#core/formats/labels/text/xml-stream'
import type { BoxShape, DatasetLabel, PolygonShape } from '#core/model/dataset'

export interface VocObject {
  readonly label: DatasetLabel
  /** Our own exports say when the box is only the extent of a mask. */
  readonly isExtentOfMask: boolean
  readonly changes: readonly string[]
}

const flags = ['truncated', 'difficult', 'occluded'] as const

/**
 * One `object` of an annotation. Corners are taken as they are written, as the common tools write them: no pixel is added
 * or taken for the devkit's counting from 1. Throws RecordError.
 */
export function readVocObject(object: XmlElement): VocObject {
  const className = xmlText(object, 'name')
  if (className === '') throw new RecordError('', 'has no name')
  const changes: string[] = []
  const polygon = readPolygon(object)
  const shape = polygon ?? readBox(object, changes)
  if (xmlChild(object, 'part') !== undefined) changes.push('its parts were left out')
  if (xmlChild(object, 'actions') !== undefined) changes.push('its actions were left out')
  const attributes = readAttributes(object)
  const score = Number.parseFloat(xmlText(object, 'score') || xmlText(object, 'confidence'))
  const label: DatasetLabel = {
    className,
    shape,
    ...(Number.isFinite(score) ? { score } : {}),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
  return { label, isExtentOfMask: xmlText(object, 'shape') === 'mask', changes }
}

function readBox(object: XmlElement, changes: string[]): BoxShape {
  const box = xmlChild(object, 'bndbox')
  if (box === undefined) throw new RecordError('', 'has no bndbox')
  const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => coordinate(box, name)) as [number, number, number, number]
  if (left > right || top > bottom) changes.push('the corners of its box were the wrong way round and were put in order')
  return { kind: 'box', x: Math.min(left, right), y: Math.min(top, bottom), width: Math.abs(right - left), height: Math.abs(bottom - top) }
}

function coordinate(box: XmlElement, name: string): number {
  const text = xmlText(box, name)
  const value = text === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value)) return value
  throw new RecordError(`.${name}`, text === '' ? 'is missing' : `"${text}" is not a number`)
}

/** Corners x1, y1, x2, y2, … as Roboflow and others add them. */
function readPolygon(object: XmlElement): PolygonShape | null {
  const polygon = xmlChild(object, 'polygon')
  if (polygon === undefined) return null
  const points: number[] = []
  for (let number = 1; xmlChild(polygon, `x${number}`) !== undefined; number++) points.push(coordinate(polygon, `x${number}`), coordinate(polygon, `y${number}`))
  return points.length < 6 ? null : { kind: 'polygon', rings: [{ points, hole: false }] }
}

function readAttributes(object: XmlElement): Record<string, string | boolean> {
  const attributes: Record<string, string | boolean> = {}
  for (const name of flags) if (xmlText(object, name) === '1') attributes[name] = true
  const pose = xmlText(object, 'pose')
  if (pose !== '' && pose !== 'Unspecified') attributes['pose'] = pose
  return attributes
}
