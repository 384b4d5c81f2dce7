import type { RectPx } from '#core/geometry/rect'
import type { HeatMap, Histogram } from '#core/model/dataset-reports'
import type { SizePx } from '#core/model/photo'

/** Counts values into bins; what lies beyond the first or last edge goes into the first or last bin. */
export class HistogramCounter {
  private readonly counts: number[]

  /** Edges go up; there is one bin less than edges. */
  constructor(private readonly edges: readonly number[]) {
    this.counts = Array.from({ length: edges.length - 1 }, () => 0)
  }

  add(value: number): void {
    let bin = 0
    while (bin < this.counts.length - 1 && value >= (this.edges[bin + 1] ?? Infinity)) bin++
    this.counts[bin] = (this.counts[bin] ?? 0) + 1
  }

  finish(): Histogram {
    return { edges: this.edges, counts: this.counts }
  }
}

/** Where labels lie, all photos scaled to one grid. */
export class HeatMapCounter {
  private readonly counts: Uint32Array

  constructor(
    private readonly columns: number,
    private readonly rows: number,
  ) {
    this.counts = new Uint32Array(columns * rows)
  }

  /** Adds 1 to each cell whose middle lies in `bounds`, at least to the one under the middle of `bounds`. */
  add(bounds: RectPx, photo: SizePx): void {
    const across = coveredCells(bounds.x / photo.width, (bounds.x + bounds.width) / photo.width, this.columns)
    const down = coveredCells(bounds.y / photo.height, (bounds.y + bounds.height) / photo.height, this.rows)
    for (let row = down.first; row <= down.last; row++) {
      for (let column = across.first; column <= across.last; column++) {
        const cell = row * this.columns + column
        this.counts[cell] = (this.counts[cell] ?? 0) + 1
      }
    }
  }

  finish(): HeatMap {
    return { columns: this.columns, rows: this.rows, counts: this.counts }
  }
}

/** Cells whose middle lies between two shares of a side; the one under the middle of both when there is none. */
function coveredCells(start: number, end: number, cells: number): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.ceil(start * cells - 0.5))
  const last = Math.min(cells - 1, Math.ceil(end * cells - 0.5) - 1)
  if (first <= last) return { first, last }
  const middle = Math.min(cells - 1, Math.max(0, Math.floor(((start + end) / 2) * cells)))
  return { first: middle, last: middle }
}

/** Entropy of a distribution divided by its greatest value, 0..1; null when fewer than two classes occur. */
export function classBalance(counts: readonly number[]): number | null {
  const present = counts.filter((count) => count > 0)
  if (present.length < 2) return null
  const total = present.reduce((sum, count) => sum + count, 0)
  const entropy = present.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0)
  return Math.min(1, entropy / Math.log(present.length))
}
