import type { RectPx } from '#core/geometry/rect'

/** A box known to be right. */
export interface TruthBox {
  readonly imageId: number
  readonly classId: number
  readonly rect: RectPx
  /** Square pixels of the object itself, which decides whether it counts as small, medium or large. */
  readonly areaPx: number
  /** A crowd region: detections inside it are neither right nor wrong. */
  readonly crowd: boolean
}

/** A box a model found. */
export interface FoundBox {
  readonly imageId: number
  readonly classId: number
  readonly rect: RectPx
  readonly score: number
}

/** Limits of object area in square pixels, both included. */
export interface AreaRange {
  readonly smallestPx: number
  readonly largestPx: number
}

export type AreaName = 'all' | 'small' | 'medium' | 'large'

/** The ranges of the COCO detection challenge: up to 32 x 32, up to 96 x 96, larger. */
export const areaRanges: Readonly<Record<AreaName, AreaRange>> = {
  all: { smallestPx: 0, largestPx: 1e10 },
  small: { smallestPx: 0, largestPx: 32 ** 2 },
  medium: { smallestPx: 32 ** 2, largestPx: 96 ** 2 },
  large: { smallestPx: 96 ** 2, largestPx: 1e10 },
}

/** True when an area belongs to the range. */
export function inRange(areaPx: number, range: AreaRange): boolean {
  return areaPx >= range.smallestPx && areaPx <= range.largestPx
}
