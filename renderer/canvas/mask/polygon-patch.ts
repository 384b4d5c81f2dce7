import type { PointPx } from '#core/geometry/orientation'
import type { SizePx } from '#core/model/photo'
import { unionSpans, type RowSpans } from './row-spans'
import type { SpanPatch } from './run-mask'

/** The pixels whose centres lie inside a closed outline, by the even-odd rule. */
export function polygonPatch(corners: readonly PointPx[], photo: SizePx): SpanPatch {
  const ys = corners.map(({ y }) => y)
  const top = Math.max(0, Math.floor(Math.min(...ys)))
  const bottom = Math.min(photo.height, Math.ceil(Math.max(...ys)))
  const rows: RowSpans[] = []
  for (let y = top; y < bottom; y++) rows.push(rowInside(corners, y + 0.5, photo.width))
  return { top, rows }
}

function rowInside(corners: readonly PointPx[], y: number, width: number): RowSpans {
  const crossings = corners
    .flatMap((to, at) => {
      const from = corners[(at + corners.length - 1) % corners.length] ?? to
      return from.y > y === to.y > y ? [] : [((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x]
    })
    .sort((a, b) => a - b)
  let row: RowSpans = []
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const from = Math.max(0, Math.ceil((crossings[at] ?? 0) - 0.5))
    const to = Math.min(width, Math.ceil((crossings[at + 1] ?? 0) - 0.5))
    if (to > from) row = unionSpans(row, [from, to])
  }
  return row
}
