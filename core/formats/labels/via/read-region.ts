import { RecordError } from '#core/formats/labels/record-error'
import { ellipsePolygon } from '#core/formats/labels/shapes/ellipse-polygon'
import type { JsonObject } from '#core/formats/labels/text/json-fields'
import { attributesOf, isNumbers, isObject, numberField } from '#core/formats/labels/text/json-fields'
import type { DatasetLabel, LabelShape } from '#core/model/dataset'

/** VIA has no class of its own: one of the attributes of a region is it. The most telling names first. */
const classAttributes = ['class', 'label', 'name', 'class_name', 'category', 'type', 'object', 'object_name']

export interface ViaRegion {
  readonly label: DatasetLabel
  readonly change: string | null
}

/** One region from its shape and its attributes (www.robots.ox.ac.uk/~vgg/software/via). Throws RecordError. */
export function readViaRegion(shapeAttributes: JsonObject, regionAttributes: JsonObject): ViaRegion {
  const { shape, change } = readShape(shapeAttributes)
  const { className, key } = classOf(regionAttributes)
  const { [key]: _, score, mobilabel_group: group, ...attributes } = attributesOf(regionAttributes)
  const label: DatasetLabel = {
    className,
    shape,
    ...(typeof score === 'number' ? { score } : {}),
    ...(typeof group === 'number' && Number.isSafeInteger(group) ? { group } : {}),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
  return { label, change }
}

function classOf(attributes: JsonObject): { className: string; key: string } {
  const names = Object.keys(attributes)
  const telling = classAttributes.flatMap((wanted) => names.filter((name) => name.toLowerCase() === wanted))
  for (const key of [...telling, ...names]) {
    const value = attributes[key]
    if (typeof value === 'string' && value.trim() !== '') return { className: value.trim(), key }
    // Check boxes: the names that are ticked.
    const ticked = isObject(value) ? Object.entries(value).filter(([, isSet]) => isSet === true).map(([name]) => name) : []
    if (ticked[0] !== undefined) return { className: ticked[0], key }
  }
  throw new RecordError('.region_attributes', 'has no attribute that could be the class')
}

function readShape(shape: JsonObject): { shape: LabelShape; change: string | null } {
  const field = (name: string): number => numberField(shape, name)
  switch (shape['name']) {
    case 'rect':
      return { shape: { kind: 'box', x: field('x'), y: field('y'), width: field('width'), height: field('height') }, change: null }
    case 'polygon':
      return { shape: { kind: 'polygon', rings: [{ points: readPoints(shape), hole: false }] }, change: null }
    case 'circle':
      return { shape: ellipsePolygon(field('cx'), field('cy'), field('r'), field('r')), change: 'the circle became a polygon of 64 corners' }
    case 'ellipse': {
      const theta = shape['theta'] === undefined ? 0 : field('theta')
      return { shape: ellipsePolygon(field('cx'), field('cy'), field('rx'), field('ry'), (theta * 180) / Math.PI), change: 'the ellipse became a polygon of 64 corners' }
    }
    default:
      throw new RecordError('.shape_attributes.name', `"${String(shape['name'])}" has no area: only rectangles, polygons, circles and ellipses are taken`)
  }
}

function readPoints(shape: JsonObject): number[] {
  const { all_points_x: xs, all_points_y: ys } = shape
  if (!isNumbers(xs) || !isNumbers(ys) || xs.length !== ys.length) throw new RecordError('.shape_attributes', 'has no points')
  return xs.flatMap((x, index) => [x, ys[index] ?? 0])
}
