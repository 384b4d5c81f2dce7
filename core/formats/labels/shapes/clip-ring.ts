import type { SizePx } from '#core/model/photo'

/** One edge of the photo: a point is inside when its coordinate of `axis` lies on the right side of `limit`. */
interface Edge {
  readonly axis: 0 | 1
  readonly limit: number
  readonly keep: 'above' | 'below'
}

/** The part of a ring inside 0..width, 0..height (Sutherland and Hodgman, Reentrant polygon clipping, 1974). May be empty. */
export function clipRing(points: readonly number[], size: SizePx): readonly number[] {
  const edges: readonly Edge[] = [
    { axis: 0, limit: 0, keep: 'above' },
    { axis: 0, limit: size.width, keep: 'below' },
    { axis: 1, limit: 0, keep: 'above' },
    { axis: 1, limit: size.height, keep: 'below' },
  ]
  return edges.reduce(clipAtEdge, points)
}

function clipAtEdge(points: readonly number[], edge: Edge): readonly number[] {
  const kept: number[] = []
  const isInside = (value: number): boolean => (edge.keep === 'above' ? value >= edge.limit : value <= edge.limit)
  for (let at = 0; at < points.length; at += 2) {
    const before = at === 0 ? points.length - 2 : at - 2
    const from = [points[before] ?? 0, points[before + 1] ?? 0] as const
    const to = [points[at] ?? 0, points[at + 1] ?? 0] as const
    const fromInside = isInside(from[edge.axis])
    const toInside = isInside(to[edge.axis])
    if (fromInside !== toInside) kept.push(...crossing(from, to, edge))
    if (toInside) kept.push(...to)
  }
  return kept
}

function crossing(from: readonly [number, number], to: readonly [number, number], edge: Edge): [number, number] {
  const other = edge.axis === 0 ? 1 : 0
  const share = (edge.limit - from[edge.axis]) / (to[edge.axis] - from[edge.axis])
  const across = from[other] + share * (to[other] - from[other])
  return edge.axis === 0 ? [edge.limit, across] : [across, edge.limit]
}
