import type { MaskShape, PolygonShape } from '#core/model/dataset'
import { maskToPixels } from './mask-pixels'
import { ringArea } from './ring-area'

/** Directions on the grid of pixel corners: right, down, left, up. The mask lies on the right hand side. */
const stepX: readonly number[] = [1, 0, -1, 0]
const stepY: readonly number[] = [0, 1, 0, -1]

/** The outlines of a mask along the edges of its pixels, holes included; parts that touch at a corner only are apart. */
export function traceMask(mask: MaskShape): PolygonShape {
  const { width } = mask
  const columns = width + 1
  const edges = edgesOf(mask)
  const rings: { points: readonly number[]; hole: boolean }[] = []
  for (let corner = 0; corner < edges.length; corner++) {
    while ((edges[corner] ?? 0) !== 0) {
      const points = walkRing(edges, corner, columns)
      rings.push({ points, hole: ringArea(points) < 0 })
    }
  }
  return { kind: 'polygon', rings }
}

/** For every corner of the pixel grid a bit per direction in which an edge of the mask leaves it. */
function edgesOf(mask: MaskShape): Uint8Array {
  const { width, height } = mask
  const columns = width + 1
  const pixels = maskToPixels(mask)
  const edges = new Uint8Array(columns * (height + 1))
  const add = (corner: number, direction: number): void => {
    edges[corner] = (edges[corner] ?? 0) | (1 << direction)
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (pixels[at] === 0) continue
      const corner = y * columns + x
      if (y === 0 || pixels[at - width] === 0) add(corner, 0)
      if (x === width - 1 || pixels[at + 1] === 0) add(corner + 1, 1)
      if (y === height - 1 || pixels[at + width] === 0) add(corner + columns + 1, 2)
      if (x === 0 || pixels[at - 1] === 0) add(corner + columns, 3)
    }
  }
  return edges
}

function walkRing(edges: Uint8Array, start: number, columns: number): number[] {
  const points: number[] = []
  let corner = start
  let direction = lowestBit(edges[start] ?? 0)
  let last = -1
  do {
    if (direction !== last) points.push(corner % columns, Math.floor(corner / columns))
    edges[corner] = (edges[corner] ?? 0) & ~(1 << direction)
    corner += (stepX[direction] ?? 0) + (stepY[direction] ?? 0) * columns
    last = direction
    // A right turn first keeps parts apart that touch at this corner.
    const right = (direction + 1) % 4
    const left = (direction + 3) % 4
    const here = edges[corner] ?? 0
    direction = [right, direction, left].find((next) => (here & (1 << next)) !== 0) ?? -1
  } while (direction >= 0 && corner !== start)
  // The walk may have begun in the middle of a straight edge.
  return isStraight(points, last) ? points.slice(2) : points
}

function lowestBit(bits: number): number {
  for (let bit = 0; bit < 4; bit++) if ((bits & (1 << bit)) !== 0) return bit
  return -1
}

function isStraight(points: readonly number[], last: number): boolean {
  const first = (points[2] ?? 0) !== (points[0] ?? 0) ? ((points[2] ?? 0) > (points[0] ?? 0) ? 0 : 2) : (points[3] ?? 0) > (points[1] ?? 0) ? 1 : 3
  return first === last
}
