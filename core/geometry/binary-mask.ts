import { maskRows } from '#core/geometry/mask-codec'
import type { PackedMask } from '#core/model/prediction'

/** Throws RangeError when the mask is damaged or holds another value than 0 and 1. */
export function checkBinaryMask(mask: PackedMask): void {
  for (const { runs, y } of maskRows(mask)) {
    for (let run = 0; run < runs.count; run++) {
      const value = runs.classes[run] ?? 0
      if (value > 1) throw new RangeError(`row ${y} of the mask holds ${value}, not 0 or 1`)
    }
  }
}
