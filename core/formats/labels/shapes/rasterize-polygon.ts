import type { BoxShape, LabelShape, MaskShape, PolygonShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import { maskOfValue, maskToPixels } from './mask-pixels'

/** The outline is walked in steps of a fifth of a pixel. */
const stepsPerPx = 5

/**
 * Pixels of a polygon, rows top to bottom: the union of its outlines without its holes. Each ring covers the pixels that
 * the COCO API gives it (its rule: the outline in fifths of a pixel, read at the middle of every column), which is even-odd.
 */
export function polygonToPixels(polygon: PolygonShape, size: SizePx): Uint8Array {
  const pixels = new Uint8Array(size.width * size.height)
  for (const ring of polygon.rings) if (!ring.hole) fillRing(ring.points, size, pixels, 1)
  for (const ring of polygon.rings) if (ring.hole) fillRing(ring.points, size, pixels, 0)
  return pixels
}

/** Any shape with an area as pixels; null for tags. */
export function shapeToPixels(shape: LabelShape, size: SizePx): Uint8Array | null {
  if (shape.kind === 'tag') return null
  if (shape.kind === 'mask') return maskToPixels(shape)
  return polygonToPixels(shape.kind === 'box' ? boxToPolygon(shape) : shape, size)
}

/** Any shape with an area as a mask; null for tags. */
export function shapeToMask(shape: LabelShape, size: SizePx): MaskShape | null {
  if (shape.kind === 'mask') return shape
  const pixels = shapeToPixels(shape, size)
  return pixels === null ? null : maskOfValue(pixels, size, 1)
}

export function boxToPolygon(box: BoxShape): PolygonShape {
  const right = box.x + box.width
  const bottom = box.y + box.height
  return { kind: 'polygon', rings: [{ points: [box.x, box.y, right, box.y, right, bottom, box.x, bottom], hole: false }] }
}

function fillRing(points: readonly number[], size: SizePx, pixels: Uint8Array, value: number): void {
  const { width, height } = size
  const crossings = crossingsOf(points, size)
  if (crossings.length === 0) return
  crossings.sort((a, b) => a - b)
  // Between an odd crossing and the next even one, counted down the columns, the ring is inside.
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const end = crossings[index + 1] ?? 0
    for (let at = crossings[index] ?? 0; at < end; at++) pixels[(at % height) * width + Math.floor(at / height)] = value
  }
}

/** Places, counted down the columns, where the outline passes the middle of a column. */
function crossingsOf(points: readonly number[], size: SizePx): number[] {
  const found: number[] = []
  const count = points.length / 2
  for (let corner = 0; corner < count; corner++) {
    const next = (corner + 1) % count
    walkEdge(stepOf(points[2 * corner]), stepOf(points[2 * corner + 1]), stepOf(points[2 * next]), stepOf(points[2 * next + 1]), size, found)
  }
  if (found.length % 2 === 1) found.push(size.width * size.height)
  return found
}

function stepOf(px: number | undefined): number {
  return Math.trunc(stepsPerPx * (px ?? 0) + 0.5)
}

function walkEdge(fromX: number, fromY: number, toX: number, toY: number, size: SizePx, found: number[]): void {
  const dx = Math.abs(toX - fromX)
  const dy = Math.abs(toY - fromY)
  if (dx === 0) return
  const isFlat = dx >= dy
  // Always rounded from the same end, so that an edge and its reverse pass the same points.
  const isReversed = isFlat ? fromX > toX : fromY > toY
  const startX = isReversed ? toX : fromX
  const startY = isReversed ? toY : fromY
  const slope = isFlat ? ((isReversed ? fromY : toY) - startY) / dx : ((isReversed ? fromX : toX) - startX) / dy
  const steps = isFlat ? dx : dy
  let lastX = fromX
  let lastY = fromY
  for (let step = 0; step <= steps; step++) {
    const along = isReversed ? steps - step : step
    const x = isFlat ? startX + along : Math.trunc(startX + slope * along + 0.5)
    const y = isFlat ? Math.trunc(startY + slope * along + 0.5) : startY + along
    if (x !== lastX) noteCrossing(Math.min(x, lastX), Math.min(y, lastY), size, found)
    lastX = x
    lastY = y
  }
}

function noteCrossing(stepX: number, stepY: number, size: SizePx, found: number[]): void {
  const column = (stepX + 0.5) / stepsPerPx - 0.5
  if (!Number.isInteger(column) || column < 0 || column > size.width - 1) return
  const row = Math.ceil(Math.min(size.height, Math.max(0, (stepY + 0.5) / stepsPerPx - 0.5)))
  found.push(column * size.height + row)
}
