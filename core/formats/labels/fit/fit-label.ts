import { joinRings } from '#core/formats/labels/shapes/join-rings'
import { boxToPolygon, shapeToMask } from '#core/formats/labels/shapes/rasterize-polygon'
import { shapeBounds } from '#core/formats/labels/shapes/shape-bounds'
import { traceMask } from '#core/formats/labels/shapes/trace-mask'
import type { DatasetLabel, LabelShape, PolygonShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import type { FormatCapabilities } from './capabilities'
import type { LossCounter } from './fit-dataset'

const kindNames: Readonly<Record<LabelShape['kind'], string>> = { box: 'boxes', polygon: 'polygons', mask: 'masks', tag: 'tags' }

/** One label as a format can hold it: none, one, or several when its parts are split. */
export function fitLabel(
  label: DatasetLabel,
  size: SizePx | null,
  capabilities: FormatCapabilities,
  groups: { next: number },
  losses: LossCounter,
): DatasetLabel[] {
  const shape = fitShape(label.shape, size, capabilities, losses)
  if (shape === null) return []
  const plain = fitFields({ ...label, shape }, capabilities, losses)
  if (shape.kind !== 'polygon' || shape.rings.length < 2 || capabilities.parts !== 'split') return [plain]
  losses.add('polygons of several parts (written one by one)')
  const group = plain.group ?? groups.next++
  return shape.rings.map((ring) => ({
    ...plain,
    shape: { kind: 'polygon' as const, rings: [ring] },
    ...(capabilities.groups === 'kept' ? { group } : {}),
  }))
}

function fitShape(shape: LabelShape, size: SizePx | null, capabilities: FormatCapabilities, losses: LossCounter): LabelShape | null {
  const handling = capabilities.shapes[shape.kind]
  switch (handling) {
    case 'exact':
      return shape.kind === 'polygon' ? fitPolygon(shape, size, capabilities, losses) : shape
    case 'none':
      losses.add(kindNames[shape.kind])
      return null
    case 'box': {
      losses.add(`${kindNames[shape.kind]} (written as the box around them)`)
      const bounds = shapeBounds(shape)
      return bounds === null ? null : { kind: 'box', ...bounds }
    }
    case 'polygon': {
      losses.add(`${kindNames[shape.kind]} (written as polygons)`)
      const polygon = toPolygon(shape)
      return polygon === null ? null : fitPolygon(polygon, size, capabilities, losses)
    }
    case 'mask':
      losses.add(`${kindNames[shape.kind]} (written as mask pixels)`)
      return asMask(shape, size, losses)
  }
}

function toPolygon(shape: LabelShape): PolygonShape | null {
  switch (shape.kind) {
    case 'box':
      return boxToPolygon(shape)
    case 'polygon':
      return shape
    case 'mask':
      return traceMask(shape)
    case 'tag':
      return null
  }
}

function fitPolygon(polygon: PolygonShape, size: SizePx | null, capabilities: FormatCapabilities, losses: LossCounter): LabelShape | null {
  const hasHoles = polygon.rings.some((ring) => ring.hole)
  if (hasHoles && capabilities.holes === 'mask') {
    losses.add('polygons with holes (written as mask pixels)')
    return asMask(polygon, size, losses)
  }
  if ((hasHoles && capabilities.holes === 'joined') || (polygon.rings.length > 1 && capabilities.parts === 'joined')) {
    losses.add('polygons of several rings (tied into one ring)')
    return joinRings(polygon)
  }
  return polygon
}

function asMask(shape: LabelShape, size: SizePx | null, losses: LossCounter): LabelShape | null {
  const mask = size === null ? null : shapeToMask(shape, size)
  if (mask === null) {
    losses.add('shapes of photos whose size is not known')
    return null
  }
  if (mask.runs.length > 1) return mask
  losses.add('shapes too small to cover the middle of a pixel')
  return null
}

function fitFields(label: DatasetLabel, capabilities: FormatCapabilities, losses: LossCounter): DatasetLabel {
  const { score, crowd, group, attributes, ...plain } = label
  const kept = keptAttributes(attributes ?? {}, capabilities.attributes, losses)
  if (score !== undefined && capabilities.scores === 'none') losses.add('scores')
  if (crowd === true && capabilities.crowds === 'none') losses.add('the crowd mark')
  if (group !== undefined && capabilities.groups === 'none') losses.add('groups')
  return {
    ...plain,
    ...(score === undefined || capabilities.scores === 'none' ? {} : { score }),
    ...(crowd !== true || capabilities.crowds === 'none' ? {} : { crowd }),
    ...(group === undefined || capabilities.groups === 'none' ? {} : { group }),
    ...(Object.keys(kept).length === 0 ? {} : { attributes: kept }),
  }
}

function keptAttributes(
  attributes: NonNullable<DatasetLabel['attributes']>,
  keep: FormatCapabilities['attributes'],
  losses: LossCounter,
): NonNullable<DatasetLabel['attributes']> {
  if (keep === 'any') return attributes
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => {
      if (keep !== 'none' && keep.includes(name)) return true
      losses.add(`the attribute "${name}"`)
      return false
    }),
  )
}
