import type { PolygonShape } from '#core/model/dataset'

const corners = 64

/** An ellipse as a polygon of 64 corners; the rotation is in degrees clockwise on screen. */
export function ellipsePolygon(centreX: number, centreY: number, radiusX: number, radiusY: number, rotationDegrees = 0): PolygonShape {
  const points: number[] = []
  for (let corner = 0; corner < corners; corner++) {
    const angle = (2 * Math.PI * corner) / corners
    points.push(centreX + radiusX * Math.cos(angle), centreY + radiusY * Math.sin(angle))
  }
  return { kind: 'polygon', rings: [{ points: rotatePoints(points, centreX, centreY, rotationDegrees), hole: false }] }
}

/** Points turned around another by degrees clockwise on screen. */
export function rotatePoints(points: readonly number[], aroundX: number, aroundY: number, degrees: number): number[] {
  const angle = (degrees * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const turned: number[] = []
  for (let at = 0; at < points.length; at += 2) {
    const x = (points[at] ?? 0) - aroundX
    const y = (points[at + 1] ?? 0) - aroundY
    turned.push(aroundX + x * cos - y * sin, aroundY + x * sin + y * cos)
  }
  return turned
}
