import { maskRows, MaskWriter } from '#core/geometry/mask-codec'
import { emptyRuns, pushRun } from '#core/geometry/mask-runs'
import type { PackedMask } from '#core/model/prediction'

/** The pixels of one class of a mask: 1 where it is, 0 elsewhere. Throws RangeError when the mask is damaged. */
export function classMask(mask: PackedMask, classIndex: number): PackedMask {
  const writer = new MaskWriter(mask)
  const binary = emptyRuns(mask.width)
  for (const { runs, rows } of maskRows(mask)) {
    binary.count = 0
    for (let run = 0; run < runs.count; run++) pushRun(binary, runs.classes[run] === classIndex ? 1 : 0, runs.ends[run] ?? 0)
    for (let row = 0; row < rows; row++) writer.addRow(binary)
  }
  return writer.finish()
}
