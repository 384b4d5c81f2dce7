import { MaskWriter, maskRows } from '#core/geometry/mask-codec'
import { emptyRuns, pushRun } from '#core/geometry/mask-runs'
import type { MaskShape } from '#core/model/dataset'
import type { PackedMask } from '#core/model/prediction'

/** The pixels of one value of a packed mask as runs in row order, without unpacking it. Throws RangeError when it is damaged. */
export function maskShapeOf(mask: PackedMask, value = 1): MaskShape {
  const collector = new RunCollector()
  for (const { runs, rows } of maskRows(mask)) {
    for (let row = 0; row < rows; row++) {
      let start = 0
      for (let run = 0; run < runs.count; run++) {
        const end = runs.ends[run] ?? 0
        collector.add(runs.classes[run] === value, end - start)
        start = end
      }
    }
  }
  return { kind: 'mask', width: mask.width, height: mask.height, runs: collector.finish() }
}

class RunCollector {
  private readonly lengths: number[] = []
  private inside = false
  private length = 0

  add(inside: boolean, length: number): void {
    if (inside !== this.inside) {
      this.lengths.push(this.length)
      this.length = 0
      this.inside = inside
    }
    this.length += length
  }

  finish(): Uint32Array {
    if (this.length > 0) this.lengths.push(this.length)
    return Uint32Array.from(this.lengths)
  }
}

/** The mask as it is stored, 1 inside. Throws RangeError when the runs do not fill its size. */
export function packedMaskOf(shape: MaskShape): PackedMask {
  const writer = new MaskWriter(shape)
  const row = emptyRuns(shape.width)
  let x = 0
  for (const [index, run] of shape.runs.entries()) {
    for (let left = run; left > 0; ) {
      const taken = Math.min(left, shape.width - x)
      x += taken
      left -= taken
      pushRun(row, index % 2, x)
      if (x < shape.width) continue
      writer.addRow(row)
      row.count = 0
      x = 0
    }
  }
  if (x > 0) throw new RangeError(`the runs of the mask end within a row`)
  return writer.finish()
}
