import { maskRows } from '#core/geometry/mask-codec'
import type { RectPx } from '#core/geometry/rect'
import type { PackedMask } from '#core/model/prediction'

/** The smallest rectangle around the pixels of one value of a mask, null when there are none. Throws RangeError for a damaged mask. */
export function maskBounds(mask: PackedMask, value: number): RectPx | null {
  let left = mask.width
  let right = 0
  let top = mask.height
  let bottom = 0
  for (const { runs, y, rows } of maskRows(mask)) {
    let start = 0
    for (let run = 0; run < runs.count; run++) {
      const end = runs.ends[run] ?? 0
      if (runs.classes[run] === value) {
        left = Math.min(left, start)
        right = Math.max(right, end)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y + rows)
      }
      start = end
    }
  }
  return right > left ? { x: left, y: top, width: right - left, height: bottom - top } : null
}
