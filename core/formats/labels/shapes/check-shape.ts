import { RecordError } from '#core/formats/labels/record-error'
import { clipRect } from '#core/geometry/rect'
import type { BoxShape, LabelShape, MaskShape, PolygonShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import { clipRing } from './clip-ring'

/** Rounding of other tools: less than this outside the photo is not worth a note. */
const roundingPx = 0.01

export interface CheckedShape {
  readonly shape: LabelShape
  /** What had to be changed, for a note; null when nothing. */
  readonly change: string | null
}

/**
 * The shape as far as it lies inside the photo; without a size only its own sense is checked. Throws RecordError for
 * shapes without an area, with numbers that are none, or wholly outside.
 */
export function checkShape(shape: LabelShape, size: SizePx | null): CheckedShape {
  switch (shape.kind) {
    case 'box':
      return checkBox(shape, size)
    case 'polygon':
      return checkPolygon(shape, size)
    case 'mask':
      return checkMask(shape, size)
    case 'tag':
      return { shape, change: null }
  }
}

function checkBox(box: BoxShape, size: SizePx | null): CheckedShape {
  if (![box.x, box.y, box.width, box.height].every(Number.isFinite)) throw new RecordError('', 'the box has a number that is none')
  if (box.width <= 0 || box.height <= 0) throw new RecordError('', `the box has no area: ${box.width} x ${box.height}`)
  if (size === null) return { shape: box, change: null }
  const clipped = clipRect(box, size)
  if (clipped === null) throw new RecordError('', `the box lies outside the photo of ${size.width} x ${size.height}`)
  const right = box.x + box.width
  const bottom = box.y + box.height
  const outside = Math.max(-box.x, -box.y, right - size.width, bottom - size.height)
  if (outside <= 0) return { shape: box, change: null }
  return { shape: { kind: 'box', ...clipped }, change: outside > roundingPx ? `the box was cut at the edge of the photo, it went ${short(outside)} px beyond` : null }
}

function checkPolygon(polygon: PolygonShape, size: SizePx | null): CheckedShape {
  const rings = polygon.rings.map((ring) => {
    if (!ring.points.every(Number.isFinite)) throw new RecordError('', 'the polygon has a number that is none')
    if (ring.points.length < 6 || ring.points.length % 2 === 1) throw new RecordError('', 'the polygon has less than three points')
    return { points: withoutClosingPoint(ring.points), hole: ring.hole }
  })
  if (!rings.some((ring) => !ring.hole)) throw new RecordError('', 'the polygon has no outline')
  if (rings.some((ring) => ring.points.length < 6)) throw new RecordError('', 'the polygon has less than three points')
  const outside = size === null ? 0 : Math.max(...rings.map((ring) => outsidePx(ring.points, size)))
  const clipped = size === null || outside <= 0 ? rings : rings.map((ring) => ({ ...ring, points: clipRing(ring.points, size) }))
  const kept = clipped.filter((ring) => ring.points.length >= 6 && !isFlat(ring.points))
  if (!kept.some((ring) => !ring.hole)) throw new RecordError('', outside > 0 ? 'the polygon lies outside the photo' : 'the polygon has no area')
  const change = outside > roundingPx ? `the polygon was cut at the edge of the photo, it went ${short(outside)} px beyond` : null
  return { shape: { kind: 'polygon', rings: kept }, change: change ?? (kept.length < rings.length ? 'a part of the polygon without area was left out' : null) }
}

/** True when all points lie on one line. Parts of a ring that cross each other may cancel out in its signed area. */
function isFlat(points: readonly number[]): boolean {
  const [x0 = 0, y0 = 0] = points
  let dx = 0
  let dy = 0
  for (let at = 2; at < points.length; at += 2) {
    const x = (points[at] ?? 0) - x0
    const y = (points[at + 1] ?? 0) - y0
    if (dx * y !== dy * x) return false
    if (dx === 0 && dy === 0) {
      dx = x
      dy = y
    }
  }
  return true
}

function withoutClosingPoint(points: readonly number[]): readonly number[] {
  const last = points.length - 2
  return points[0] === points[last] && points[1] === points[last + 1] ? points.slice(0, last) : points
}

function outsidePx(points: readonly number[], size: SizePx): number {
  let outside = 0
  for (let at = 0; at < points.length; at++) {
    const value = points[at] ?? 0
    outside = Math.max(outside, -value, value - (at % 2 === 0 ? size.width : size.height))
  }
  return outside
}

function checkMask(mask: MaskShape, size: SizePx | null): CheckedShape {
  if (size !== null && (mask.width !== size.width || mask.height !== size.height)) {
    throw new RecordError('', `the mask has ${mask.width} x ${mask.height} pixels, the photo ${size.width} x ${size.height}`)
  }
  let total = 0
  let area = 0
  for (let at = 0; at < mask.runs.length; at++) {
    const run = mask.runs[at] ?? 0
    total += run
    if (at % 2 === 1) area += run
  }
  if (total !== mask.width * mask.height) throw new RecordError('', `the mask covers ${total} of ${mask.width} x ${mask.height} pixels`)
  if (area === 0) throw new RecordError('', 'the mask is empty')
  return { shape: mask, change: null }
}

function short(px: number): string {
  return String(Number(px.toFixed(2)))
}
