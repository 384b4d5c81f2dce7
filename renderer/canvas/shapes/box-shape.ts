import type { PointPx } from '#core/geometry/orientation'
import type { RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'

/** A place where a box can be taken to change its size: which edges move with it. */
export interface BoxHandle {
  readonly horizontal: 'left' | 'right' | null
  readonly vertical: 'top' | 'bottom' | null
}

/** The four corners first: they win where a small box has no room for all. */
export const boxHandles: readonly BoxHandle[] = [
  { horizontal: 'left', vertical: 'top' },
  { horizontal: 'right', vertical: 'top' },
  { horizontal: 'right', vertical: 'bottom' },
  { horizontal: 'left', vertical: 'bottom' },
  { horizontal: null, vertical: 'top' },
  { horizontal: 'right', vertical: null },
  { horizontal: null, vertical: 'bottom' },
  { horizontal: 'left', vertical: null },
]

const leastSidePx = 1

/** Where a handle sits. */
export function handlePoint({ x, y, width, height }: RectPx, { horizontal, vertical }: BoxHandle): PointPx {
  return {
    x: horizontal === null ? x + width / 2 : horizontal === 'left' ? x : x + width,
    y: vertical === null ? y + height / 2 : vertical === 'top' ? y : y + height,
  }
}

/** The handle within `slackPx` of a point, the nearest one; null when none is. */
export function handleAt(rect: RectPx, point: PointPx, slackPx: number): BoxHandle | null {
  let best: BoxHandle | null = null
  let bestPx = slackPx
  for (const handle of boxHandles) {
    const at = handlePoint(rect, handle)
    const distancePx = Math.hypot(at.x - point.x, at.y - point.y)
    if (distancePx > bestPx || (best !== null && distancePx === bestPx)) continue
    best = handle
    bestPx = distancePx
  }
  return best
}

/** The box between two points of a drag, on whole pixels inside the photo; null when a side is under one pixel. */
export function drawnBox(start: PointPx, end: PointPx, photo: SizePx): RectPx | null {
  const [left, right] = wholeSpan(start.x, end.x, photo.width)
  const [top, bottom] = wholeSpan(start.y, end.y, photo.height)
  if (right - left < leastSidePx || bottom - top < leastSidePx) return null
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function wholeSpan(a: number, b: number, end: number): readonly [number, number] {
  const clamp = (value: number): number => Math.min(end, Math.max(0, Math.round(value)))
  return [clamp(Math.min(a, b)), clamp(Math.max(a, b))]
}

/** The box moved by whole pixels, as far as the photo lets it. */
export function movedBox(rect: RectPx, deltaX: number, deltaY: number, photo: SizePx): RectPx {
  const clamp = (value: number, length: number, room: number): number => Math.max(0, Math.min(Math.max(0, room - length), value))
  return {
    ...rect,
    x: clamp(rect.x + Math.round(deltaX), rect.width, photo.width),
    y: clamp(rect.y + Math.round(deltaY), rect.height, photo.height),
  }
}

/**
 * The box with a handle dragged by so much. The edge comes to lie on a whole pixel inside the photo; dragged beyond the
 * opposite edge the box turns over; it keeps at least one pixel.
 */
export function resizedBox(rect: RectPx, { horizontal, vertical }: BoxHandle, deltaX: number, deltaY: number, photo: SizePx): RectPx {
  const across = horizontal === null ? [rect.x, rect.width] as const : resizedSpan(rect.x, rect.width, horizontal === 'left', deltaX, photo.width)
  const down = vertical === null ? [rect.y, rect.height] as const : resizedSpan(rect.y, rect.height, vertical === 'top', deltaY, photo.height)
  return { x: across[0], width: across[1], y: down[0], height: down[1] }
}

function resizedSpan(start: number, length: number, movesStart: boolean, delta: number, room: number): readonly [number, number] {
  const fixed = movesStart ? start + length : start
  const moved = Math.min(room, Math.max(0, Math.round((movesStart ? start : start + length) + delta)))
  const low = Math.min(fixed, moved)
  const width = Math.max(leastSidePx, Math.abs(fixed - moved))
  return [Math.max(0, Math.min(low, room - width)), width]
}
