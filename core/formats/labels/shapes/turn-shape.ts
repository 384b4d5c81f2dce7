import { pointToRaw, pointToUpright, rectToRaw, rectToUpright } from '#core/geometry/orientation'
import type { PointPx } from '#core/geometry/orientation'
import type { LabelShape, MaskShape, PixelFrame } from '#core/model/dataset'
import type { PhotoFacts } from '#core/formats/labels/label-format'
import { maskOfValue, maskToPixels } from './mask-pixels'
import { uprightSize } from '#core/model/photo'
import type { SizePx } from '#core/model/photo'

/** Size of a photo in a frame. */
export function frameSize(photo: PhotoFacts, frame: PixelFrame): SizePx {
  return frame === 'raw' ? photo.stored : uprightSize(photo.stored, photo.orientation)
}

/** A shape given in the other frame of the photo. */
export function turnShape(shape: LabelShape, to: PixelFrame, photo: PhotoFacts): LabelShape {
  const { orientation, stored } = photo
  if (orientation === 1 || shape.kind === 'tag') return shape
  const turnPoint = (point: PointPx): PointPx => (to === 'raw' ? pointToRaw(point, orientation, stored) : pointToUpright(point, orientation, stored))
  switch (shape.kind) {
    case 'box':
      return { kind: 'box', ...(to === 'raw' ? rectToRaw(shape, orientation, stored) : rectToUpright(shape, orientation, stored)) }
    case 'polygon':
      return { kind: 'polygon', rings: shape.rings.map((ring) => ({ hole: ring.hole, points: turnPoints(ring.points, turnPoint) })) }
    case 'mask':
      return turnMask(shape, frameSize(photo, to), turnPoint)
  }
}

function turnPoints(points: readonly number[], turn: (point: PointPx) => PointPx): number[] {
  const turned: number[] = []
  for (let at = 0; at < points.length; at += 2) {
    const { x, y } = turn({ x: points[at] ?? 0, y: points[at + 1] ?? 0 })
    turned.push(x, y)
  }
  return turned
}

function turnMask(mask: MaskShape, size: SizePx, turn: (point: PointPx) => PointPx): MaskShape {
  const from = maskToPixels(mask)
  const to = new Uint8Array(from.length)
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      if (from[y * mask.width + x] === 0) continue
      // Points are corners of the raster, pixels are their middles.
      const middle = turn({ x: x + 0.5, y: y + 0.5 })
      to[Math.floor(middle.y) * size.width + Math.floor(middle.x)] = 1
    }
  }
  return maskOfValue(to, size, 1)
}
