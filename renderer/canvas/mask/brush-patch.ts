import type { PointPx } from '#core/geometry/orientation'
import type { SizePx } from '#core/model/photo'
import { noSpans, type RowSpans } from './row-spans'
import type { SpanPatch } from './run-mask'

/**
 * What a round brush of `radiusPx` covers on its way from one point to another: every pixel whose centre is at most so far
 * from the way, and always the pixel under the pointer itself.
 */
export function brushPatch(from: PointPx, to: PointPx, radiusPx: number, photo: SizePx): SpanPatch {
  const radius = Math.max(0.5, radiusPx)
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius))
  const bottom = Math.min(photo.height - 1, Math.ceil(Math.max(from.y, to.y) + radius))
  const rows: RowSpans[] = []
  for (let y = top; y <= bottom; y++) rows.push(wholeColumns(capsuleAt(from, to, radius, y + 0.5), photo.width))
  const x = Math.floor(to.x)
  const y = Math.floor(to.y)
  if (x >= 0 && y >= top && x < photo.width && y <= bottom && (rows[y - top] ?? noSpans).length === 0) rows[y - top] = [x, x + 1]
  return { top, rows }
}

interface Interval {
  readonly from: number
  readonly to: number
}

/** The pixels whose centres lie in the interval. */
function wholeColumns(interval: Interval | null, width: number): RowSpans {
  if (interval === null) return noSpans
  const from = Math.max(0, Math.ceil(interval.from - 0.5))
  const to = Math.min(width, Math.floor(interval.to - 0.5) + 1)
  return to > from ? [from, to] : noSpans
}

/** Where the line at height `y` lies within `radius` of the way: both ends are discs, between them is a straight band. */
function capsuleAt(from: PointPx, to: PointPx, radius: number, y: number): Interval | null {
  const parts = [discAt(from, radius, y), discAt(to, radius, y), bandAt(from, to, radius, y)].filter((part) => part !== null)
  if (parts.length === 0) return null
  return { from: Math.min(...parts.map((part) => part.from)), to: Math.max(...parts.map((part) => part.to)) }
}

function discAt(centre: PointPx, radius: number, y: number): Interval | null {
  const half = radius * radius - (y - centre.y) ** 2
  return half < 0 ? null : { from: centre.x - Math.sqrt(half), to: centre.x + Math.sqrt(half) }
}

/** The rectangle around the way as wide as the brush, cut at height `y`. */
function bandAt(from: PointPx, to: PointPx, radius: number, y: number): Interval | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy)
  if (length === 0) return null
  const [sideX, sideY] = [(-dy / length) * radius, (dx / length) * radius]
  const corners = [
    { x: from.x + sideX, y: from.y + sideY },
    { x: to.x + sideX, y: to.y + sideY },
    { x: to.x - sideX, y: to.y - sideY },
    { x: from.x - sideX, y: from.y - sideY },
  ]
  const crossings = corners.flatMap((a, at) => {
    const b = corners[(at + 1) % corners.length] ?? a
    if (a.y === b.y) return a.y === y ? [a.x, b.x] : []
    const share = (y - a.y) / (b.y - a.y)
    return share < 0 || share > 1 ? [] : [a.x + share * (b.x - a.x)]
  })
  return crossings.length === 0 ? null : { from: Math.min(...crossings), to: Math.max(...crossings) }
}
