/** Signed area of a ring x0, y0, x1, y1, … in square pixels (shoelace formula); positive when it turns clockwise on screen. */
export function ringArea(points: readonly number[]): number {
  let doubled = 0
  for (let at = 0; at < points.length; at += 2) {
    const next = at + 2 < points.length ? at + 2 : 0
    doubled += (points[at] ?? 0) * (points[next + 1] ?? 0) - (points[next] ?? 0) * (points[at + 1] ?? 0)
  }
  return doubled / 2
}
