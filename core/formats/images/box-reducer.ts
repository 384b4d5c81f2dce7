import type { RgbImage } from '../../geometry/rgb-image'
import type { SizePx } from '../../model/photo'

/**
 * Averages a picture by a whole factor while its rows come in, so that only one row of the
 * large picture is ever held. Boxes at the right and lower edge may be smaller.
 */
export class BoxReducer {
  private readonly width: number
  private readonly height: number
  private readonly data: Uint8Array
  private readonly sums: Uint32Array
  private rowsSeen = 0

  constructor(
    private readonly source: SizePx,
    private readonly factor: number,
  ) {
    this.width = Math.ceil(source.width / factor)
    this.height = Math.ceil(source.height / factor)
    this.data = new Uint8Array(this.width * this.height * 3)
    this.sums = new Uint32Array(this.width * 3)
  }

  /** Takes the next row from the top, `source.width * 3` samples. */
  addRow(rgb: Uint8Array): void {
    if (this.factor === 1) {
      this.data.set(rgb.subarray(0, this.width * 3), this.rowsSeen * this.width * 3)
      this.rowsSeen++
      return
    }
    const { sums, factor } = this
    for (let x = 0, at = 0; x < this.source.width; x++, at += 3) {
      const to = Math.floor(x / factor) * 3
      sums[to] = (sums[to] ?? 0) + (rgb[at] ?? 0)
      sums[to + 1] = (sums[to + 1] ?? 0) + (rgb[at + 1] ?? 0)
      sums[to + 2] = (sums[to + 2] ?? 0) + (rgb[at + 2] ?? 0)
    }
    this.rowsSeen++
    if (this.rowsSeen % factor === 0 || this.rowsSeen === this.source.height) this.flushRow()
  }

  /** The reduced picture; rows that never came are black. */
  finish(): RgbImage {
    return { width: this.width, height: this.height, data: this.data }
  }

  private flushRow(): void {
    const row = Math.ceil(this.rowsSeen / this.factor) - 1
    const rows = this.rowsSeen - row * this.factor
    for (let x = 0; x < this.width; x++) {
      const columns = Math.min(this.factor, this.source.width - x * this.factor)
      const area = columns * rows
      for (let channel = 0; channel < 3; channel++) {
        const at = x * 3 + channel
        this.data[row * this.width * 3 + at] = Math.round((this.sums[at] ?? 0) / area)
      }
    }
    this.sums.fill(0)
  }
}
