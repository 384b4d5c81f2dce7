import type { Range } from '../affine'

const binCount = 2048

/**
 * Counts of values in equal bins between two bounds, first those of what is added first. When a value falls outside,
 * the bins are doubled in width and merged, so no count is ever split. Size does not depend on how much was added.
 */
export class Histogram {
  #low = 0
  #width = 0
  #counts = new Float64Array(binCount)
  #lowest = Infinity
  #highest = -Infinity
  #total = 0

  /** Adds values; those that are not finite are left out. */
  add(values: Float32Array): void {
    let low = Infinity
    let high = -Infinity
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!
      if (value < low && value !== -Infinity) low = value
      if (value > high && value !== Infinity) high = value
    }
    if (low > high) return
    this.#lowest = Math.min(this.#lowest, low)
    this.#highest = Math.max(this.#highest, high)
    this.#cover(low, high)
    const counts = this.#counts
    const first = this.#low
    const perWidth = 1 / this.#width
    for (let at = 0; at < values.length; at++) {
      const bin = Math.floor((values[at]! - first) * perWidth)
      if (bin >= 0 && bin < binCount) counts[bin]!++
      else if (bin === binCount) counts[binCount - 1]!++
    }
    this.#total += values.length
  }

  get total(): number {
    return this.#total
  }

  /** Smallest and largest value added; 0 to 0 when there was none. */
  get extent(): Range {
    return this.#lowest > this.#highest ? { low: 0, high: 0 } : { low: this.#lowest, high: this.#highest }
  }

  get bins(): { readonly low: number; readonly width: number; readonly counts: Float64Array } {
    return { low: this.#low, width: this.#width, counts: this.#counts }
  }

  /** Share of the values below `low` or above `high`, 0..1, to the precision of a bin. */
  shareOutside({ low, high }: Range): number {
    if (this.#total === 0) return 0
    let outside = 0
    for (let bin = 0; bin < binCount; bin++) {
      const start = this.#low + bin * this.#width
      if (start + this.#width < low || start > high) outside += this.#counts[bin]!
    }
    return outside / this.#total
  }

  /** The counts in few bars over the extent, for a drawing. */
  coarse(bars: number): { readonly range: Range; readonly counts: readonly number[] } {
    const range = this.extent
    const counts = new Array<number>(bars).fill(0)
    const span = range.high - range.low
    for (let bin = 0; bin < binCount; bin++) {
      const center = this.#low + (bin + 0.5) * this.#width
      const bar = span > 0 ? Math.floor(((center - range.low) / span) * bars) : 0
      const inside = Math.min(bars - 1, Math.max(0, bar))
      counts[inside] = (counts[inside] ?? 0) + this.#counts[bin]!
    }
    return { range, counts }
  }

  #cover(low: number, high: number): void {
    if (this.#width === 0) {
      this.#low = low
      this.#width = Math.max((high - low) / (binCount - 1), 2 ** -60)
    }
    while (low < this.#low || high > this.#low + this.#width * binCount) {
      const below = low < this.#low
      const merged = new Float64Array(binCount)
      const offset = below ? binCount / 2 : 0
      for (let bin = 0; bin < binCount; bin++) merged[offset + (bin >> 1)]! += this.#counts[bin]!
      if (below) this.#low -= this.#width * binCount
      this.#width *= 2
      this.#counts = merged
    }
  }
}
