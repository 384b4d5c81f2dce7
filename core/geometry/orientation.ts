import type { RectPx } from '#core/geometry/rect'
import type { Orientation, SizePx } from '#core/model/photo'
import { uprightSize } from '#core/model/photo'

/** A point in pixels; (0, 0) is the top left corner of the raster, not the centre of its first pixel. */
export interface PointPx {
  readonly x: number
  readonly y: number
}

/** How an upright point is reached from the stored raster: swap the axes first, then mirror them. */
interface Turn {
  readonly swap: boolean
  readonly mirrorX: boolean
  readonly mirrorY: boolean
}

/** EXIF 2.32, tag 0x0112: where row 0 and column 0 of the stored raster lie in the upright picture. */
const turns: Readonly<Record<Orientation, Turn>> = {
  1: { swap: false, mirrorX: false, mirrorY: false },
  2: { swap: false, mirrorX: true, mirrorY: false },
  3: { swap: false, mirrorX: true, mirrorY: true },
  4: { swap: false, mirrorX: false, mirrorY: true },
  5: { swap: true, mirrorX: false, mirrorY: false },
  6: { swap: true, mirrorX: true, mirrorY: false },
  7: { swap: true, mirrorX: true, mirrorY: true },
  8: { swap: true, mirrorX: false, mirrorY: true },
}

/** Where a point of the stored raster lies once the photo stands upright. */
export function pointToUpright(raw: PointPx, orientation: Orientation, stored: SizePx): PointPx {
  const turn = turns[orientation]
  const upright = uprightSize(stored, orientation)
  const x = turn.swap ? raw.y : raw.x
  const y = turn.swap ? raw.x : raw.y
  return { x: turn.mirrorX ? upright.width - x : x, y: turn.mirrorY ? upright.height - y : y }
}

/** Where a point of the upright photo lies in the stored raster. */
export function pointToRaw(point: PointPx, orientation: Orientation, stored: SizePx): PointPx {
  const turn = turns[orientation]
  const upright = uprightSize(stored, orientation)
  const x = turn.mirrorX ? upright.width - point.x : point.x
  const y = turn.mirrorY ? upright.height - point.y : point.y
  return turn.swap ? { x: y, y: x } : { x, y }
}

/** A rectangle of the stored raster as it lies in the upright photo. */
export function rectToUpright(raw: RectPx, orientation: Orientation, stored: SizePx): RectPx {
  const end = { x: raw.x + raw.width, y: raw.y + raw.height }
  return spanning(pointToUpright(raw, orientation, stored), pointToUpright(end, orientation, stored))
}

/** A rectangle of the upright photo as it lies in the stored raster. */
export function rectToRaw(rect: RectPx, orientation: Orientation, stored: SizePx): RectPx {
  const end = { x: rect.x + rect.width, y: rect.y + rect.height }
  return spanning(pointToRaw(rect, orientation, stored), pointToRaw(end, orientation, stored))
}

function spanning(a: PointPx, b: PointPx): RectPx {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}
