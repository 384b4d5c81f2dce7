import type { SizePx } from '#core/model/photo'

/** An axis-aligned rectangle in pixels; x and y are its left and top edge, fractions allowed. */
export interface RectPx {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The part of a rectangle inside a picture of the given size; null when nothing with an area is left. */
export function clipRect(rect: RectPx, size: SizePx): RectPx | null {
  const left = Math.max(0, rect.x)
  const top = Math.max(0, rect.y)
  const width = Math.min(size.width, rect.x + rect.width) - left
  const height = Math.min(size.height, rect.y + rect.height) - top
  return width > 0 && height > 0 ? { x: left, y: top, width, height } : null
}

/** Area both rectangles share, in square pixels. */
export function intersectionArea(a: RectPx, b: RectPx): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/** Intersection over union, 0..1; 0 when both are empty. */
export function rectIou(a: RectPx, b: RectPx): number {
  const shared = intersectionArea(a, b)
  return shared === 0 ? 0 : shared / (a.width * a.height + b.width * b.height - shared)
}
