import type { RectPx } from '#core/geometry/rect'
import type { LabelShape, MaskShape } from '#core/model/dataset'

/** The smallest rectangle around a shape; null for tags. */
export function shapeBounds(shape: LabelShape): RectPx | null {
  switch (shape.kind) {
    case 'box':
      return { x: shape.x, y: shape.y, width: shape.width, height: shape.height }
    case 'polygon':
      return pointBounds(shape.rings.filter((ring) => !ring.hole).flatMap((ring) => [...ring.points]))
    case 'mask':
      return maskBounds(shape)
    case 'tag':
      return null
  }
}

function pointBounds(points: readonly number[]): RectPx {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] ?? 0
    const y = points[at + 1] ?? 0
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function maskBounds(mask: MaskShape): RectPx {
  let left = mask.width
  let right = 0
  let top = mask.height
  let bottom = 0
  let start = 0
  for (const [index, run] of mask.runs.entries()) {
    if (index % 2 === 1 && run > 0) {
      const last = start + run - 1
      const firstRow = Math.floor(start / mask.width)
      const lastRow = Math.floor(last / mask.width)
      top = Math.min(top, firstRow)
      bottom = Math.max(bottom, lastRow + 1)
      left = firstRow === lastRow ? Math.min(left, start % mask.width) : 0
      right = firstRow === lastRow ? Math.max(right, (last % mask.width) + 1) : mask.width
    }
    start += run
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}
