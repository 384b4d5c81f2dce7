import type { PointPx } from '#core/geometry/orientation'
import type { RectPx } from '#core/geometry/rect'
import type { LabelGeometry } from '#core/model/label'
import type { SizePx } from '#core/model/photo'

export type Polygon = Extract<LabelGeometry, { readonly kind: 'polygon' }>
export type Ring = Polygon['rings'][number]

/** A point of a polygon by its ring and its place in it. */
export interface Corner {
  readonly ring: number
  readonly corner: number
}

const fewestCorners = 3
/** A hundredth of a pixel is finer than anybody can point. */
const roundTo = 100

function inside({ x, y }: PointPx, photo: SizePx): PointPx {
  const clamp = (value: number, end: number): number => Math.min(end, Math.max(0, Math.round(value * roundTo) / roundTo))
  return { x: clamp(x, photo.width), y: clamp(y, photo.height) }
}

export function cornersOf({ points }: Ring): readonly PointPx[] {
  return Array.from({ length: points.length / 2 }, (_, at) => ({ x: points[at * 2] ?? 0, y: points[at * 2 + 1] ?? 0 }))
}

function flat(corners: readonly PointPx[]): readonly number[] {
  return corners.flatMap(({ x, y }) => [x, y])
}

function withRing(polygon: Polygon, ring: number, change: (corners: readonly PointPx[]) => readonly PointPx[]): Polygon {
  return { ...polygon, rings: polygon.rings.map((known, at) => (at === ring ? { ...known, points: flat(change(cornersOf(known))) } : known)) }
}

/** A polygon of one ring inside the photo; null when fewer than three different points are left or it has no area. */
export function drawnPolygon(points: readonly PointPx[], photo: SizePx): Polygon | null {
  const corners = points.map((point) => inside(point, photo))
  const distinct = corners.filter(({ x, y }, at) => {
    const before = corners[(at + corners.length - 1) % corners.length]
    return corners.length === 1 || before === undefined || before.x !== x || before.y !== y
  })
  if (distinct.length < fewestCorners || ringArea(distinct) === 0) return null
  return { kind: 'polygon', rings: [{ points: flat(distinct), hole: false }] }
}

/** Shoelace formula, in square pixels. */
function ringArea(corners: readonly PointPx[]): number {
  let twice = 0
  corners.forEach(({ x, y }, at) => {
    const next = corners[(at + 1) % corners.length]
    if (next !== undefined) twice += x * next.y - next.x * y
  })
  return Math.abs(twice) / 2
}

/** The corner within `slackPx` of a point, the nearest one. */
export function cornerAt({ rings }: Polygon, point: PointPx, slackPx: number): Corner | null {
  let best: Corner | null = null
  let bestPx = slackPx
  rings.forEach((ring, ringAt) =>
    cornersOf(ring).forEach(({ x, y }, corner) => {
      const distancePx = Math.hypot(x - point.x, y - point.y)
      if (distancePx > bestPx || (best !== null && distancePx === bestPx)) return
      best = { ring: ringAt, corner }
      bestPx = distancePx
    }),
  )
  return best
}

/** Where a new corner would go: the edge within `slackPx`, named by the place the corner gets. */
export function edgeAt({ rings }: Polygon, point: PointPx, slackPx: number): Corner | null {
  let best: Corner | null = null
  let bestPx = slackPx
  rings.forEach((ring, ringAt) => {
    const corners = cornersOf(ring)
    corners.forEach((from, at) => {
      const to = corners[(at + 1) % corners.length] ?? from
      const distancePx = distanceToSegment(point, from, to)
      if (distancePx > bestPx || (best !== null && distancePx === bestPx)) return
      best = { ring: ringAt, corner: at + 1 }
      bestPx = distancePx
    })
  })
  return best
}

function distanceToSegment(point: PointPx, from: PointPx, to: PointPx): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length))
  return Math.hypot(from.x + share * dx - point.x, from.y + share * dy - point.y)
}

/** Where a corner is; null when the polygon has no such corner any more. */
export function cornerPoint({ rings }: Polygon, { ring, corner }: Corner): PointPx | null {
  const known = rings[ring]
  return known === undefined ? null : (cornersOf(known)[corner] ?? null)
}

/** The next or previous corner, ring after ring and round again; from no corner the first or last one. */
export function steppedCorner({ rings }: Polygon, from: Corner | null, step: 1 | -1): Corner | null {
  const all = rings.flatMap((known, ring) => cornersOf(known).map((_, corner) => ({ ring, corner })))
  const at = from === null ? -1 : all.findIndex(({ ring, corner }) => ring === from.ring && corner === from.corner)
  if (at < 0) return all.at(step === 1 ? 0 : -1) ?? null
  return all[(at + step + all.length) % all.length] ?? null
}

/** Half way from a corner to the one after it; null when the polygon has no such corner any more. */
export function midpointAfter(polygon: Polygon, { ring, corner }: Corner): PointPx | null {
  const from = cornerPoint(polygon, { ring, corner })
  const to = cornerPoint(polygon, { ring, corner: corner + 1 }) ?? cornerPoint(polygon, { ring, corner: 0 })
  return from === null || to === null ? null : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
}

export function withCornerMoved(polygon: Polygon, { ring, corner }: Corner, to: PointPx, photo: SizePx): Polygon {
  return withRing(polygon, ring, (corners) => corners.map((known, at) => (at === corner ? inside(to, photo) : known)))
}

export function withCornerAdded(polygon: Polygon, { ring, corner }: Corner, point: PointPx, photo: SizePx): Polygon {
  return withRing(polygon, ring, (corners) => [...corners.slice(0, corner), inside(point, photo), ...corners.slice(corner)])
}

/** Without the corner; a ring that would have fewer than three goes too. null when no ring but holes is left. */
export function withCornerRemoved(polygon: Polygon, { ring, corner }: Corner): Polygon | null {
  const known = polygon.rings[ring]
  if (known !== undefined && known.points.length / 2 <= fewestCorners) {
    const rings = polygon.rings.filter((_, at) => at !== ring)
    return rings.some(({ hole }) => !hole) ? { ...polygon, rings } : null
  }
  return withRing(polygon, ring, (corners) => corners.filter((_, at) => at !== corner))
}

/** Of its rings without the holes, in square pixels. */
export function polygonArea({ rings }: Polygon): number {
  return rings.reduce((sum, ring) => sum + (ring.hole ? -1 : 1) * ringArea(cornersOf(ring)), 0)
}

/** The whole polygon moved, as far as the photo lets it. */
export function movedPolygon(polygon: Polygon, deltaX: number, deltaY: number, photo: SizePx): Polygon {
  const bounds = polygonBounds(polygon)
  const x = Math.max(-bounds.x, Math.min(photo.width - bounds.x - bounds.width, deltaX))
  const y = Math.max(-bounds.y, Math.min(photo.height - bounds.y - bounds.height, deltaY))
  return {
    ...polygon,
    rings: polygon.rings.map((ring) => ({ ...ring, points: flat(cornersOf(ring).map((corner) => inside({ x: corner.x + x, y: corner.y + y }, photo))) })),
  }
}

export function polygonBounds({ rings }: Polygon): RectPx {
  const corners = rings.flatMap(cornersOf)
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}

/** True for points in the rings but not in their holes; each ring by the even-odd rule. */
export function polygonContains({ rings }: Polygon, point: PointPx): boolean {
  let isInside = false
  for (const ring of rings) if (ringContains(cornersOf(ring), point)) isInside = !ring.hole
  return isInside
}

function ringContains(corners: readonly PointPx[], { x, y }: PointPx): boolean {
  let isInside = false
  corners.forEach((to, at) => {
    const from = corners[(at + corners.length - 1) % corners.length] ?? to
    if (from.y > y !== to.y > y && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) isInside = !isInside
  })
  return isInside
}
