import type { PolygonShape } from '#core/model/dataset'

/**
 * All rings of a polygon as one, tied together by bridges that are passed there and back: filled by the even-odd rule it
 * covers the same, holes included. For formats that hold one ring per object.
 */
export function joinRings(polygon: PolygonShape): PolygonShape {
  const [first, ...others] = [...polygon.rings].sort((a, b) => Number(a.hole) - Number(b.hole))
  if (first === undefined || others.length === 0) return polygon
  const joined = others.reduce<readonly number[]>((points, ring) => bridge(points, ring.points), first.points)
  return { kind: 'polygon', rings: [{ points: joined, hole: false }] }
}

function bridge(main: readonly number[], ring: readonly number[]): number[] {
  const [from, to] = closestCorners(main, ring)
  const turned = [...ring.slice(to), ...ring.slice(0, to), ring[to] ?? 0, ring[to + 1] ?? 0]
  return [...main.slice(0, from + 2), ...turned, ...main.slice(from)]
}

/** Offsets of the corners that lie closest to each other. */
function closestCorners(a: readonly number[], b: readonly number[]): [number, number] {
  let best: [number, number] = [0, 0]
  let shortest = Infinity
  for (let i = 0; i < a.length; i += 2) {
    for (let j = 0; j < b.length; j += 2) {
      const dx = (a[i] ?? 0) - (b[j] ?? 0)
      const dy = (a[i + 1] ?? 0) - (b[j + 1] ?? 0)
      const distance = dx * dx + dy * dy
      if (distance < shortest) {
        shortest = distance
        best = [i, j]
      }
    }
  }
  return best
}
