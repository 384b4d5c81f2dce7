import { maskRows, MaskWriter } from '#core/geometry/mask-codec'
import { emptyRuns, pushRun } from '#core/geometry/mask-runs'
import type { RectPx } from '#core/geometry/rect'
import type { SizePx } from '#core/model/photo'
import type { PackedMask } from '#core/model/prediction'
import { intersectSpans, noSpans, spansContain, spansLength, subtractSpans, unionSpans, type RowSpans } from './row-spans'

/** Pixels to be set or cleared, row by row from row `top` on. */
export interface SpanPatch {
  readonly top: number
  readonly rows: readonly RowSpans[]
}

/** How a patch meets a mask. */
export type PatchMode = 'add' | 'subtract'

const patchRow: Readonly<Record<PatchMode, (row: RowSpans, patch: RowSpans) => RowSpans>> = { add: unionSpans, subtract: subtractSpans }

/**
 * A binary mask as the spans of its rows: a stroke costs what it touches, whatever the size of the photo, and a mask of
 * twelve megapixels is packed within a frame. A value: every change gives another one that shares the other rows.
 */
export class RunMask {
  private constructor(
    readonly size: SizePx,
    readonly rows: readonly RowSpans[],
  ) {}

  static empty(size: SizePx): RunMask {
    return new RunMask(size, Array.from({ length: size.height }, () => noSpans))
  }

  /** The pixels of a packed mask with the given value. Throws RangeError for damaged bytes. */
  static of(packed: PackedMask, value: number): RunMask {
    const rows: RowSpans[] = []
    for (const { runs, rows: count } of maskRows(packed)) {
      const spans: number[] = []
      for (let run = 0; run < runs.count; run++) {
        if (runs.classes[run] === value) spans.push(run === 0 ? 0 : (runs.ends[run - 1] ?? 0), runs.ends[run] ?? 0)
      }
      for (let row = 0; row < count; row++) rows.push(spans.length === 0 ? noSpans : spans)
    }
    return new RunMask({ width: packed.width, height: packed.height }, rows)
  }

  /** 1 inside, 0 elsewhere. */
  packed(): PackedMask {
    const writer = new MaskWriter(this.size)
    const runs = emptyRuns(this.size.width)
    for (const spans of this.rows) {
      runs.count = 0
      spans.forEach((border, at) => {
        if (border > 0) pushRun(runs, at % 2 === 0 ? 0 : 1, border)
      })
      if (runs.count === 0 || (runs.ends[runs.count - 1] ?? 0) < this.size.width) pushRun(runs, 0, this.size.width)
      writer.addRow(runs)
    }
    return writer.finish()
  }

  patched(patch: SpanPatch, mode: PatchMode): RunMask {
    const rows = this.rows.slice()
    patch.rows.forEach((spans, at) => {
      const row = rows[patch.top + at]
      if (row !== undefined && spans.length > 0) rows[patch.top + at] = patchRow[mode](row, spans)
    })
    return new RunMask(this.size, rows)
  }

  contains(x: number, y: number): boolean {
    return spansContain(this.rows[y] ?? noSpans, x)
  }

  /** In pixels. */
  area(): number {
    return this.rows.reduce((sum, row) => sum + spansLength(row), 0)
  }

  /** The smallest rectangle around all pixels; null when there are none. */
  bounds(): RectPx | null {
    const top = this.rows.findIndex((row) => row.length > 0)
    if (top < 0) return null
    const bottom = this.rows.findLastIndex((row) => row.length > 0) + 1
    let [left, right] = [this.size.width, 0]
    for (const row of this.rows) {
      left = Math.min(left, row[0] ?? left)
      right = Math.max(right, row.at(-1) ?? right)
    }
    return { x: left, y: top, width: right - left, height: bottom - top }
  }

  /** The pixels that hang together with a pixel by their sides; null when it is not in the mask. */
  connectedPart(x: number, y: number): SpanPatch | null {
    const found = new Map<number, Set<number>>()
    const start = (this.rows[y] ?? noSpans).findLastIndex((border) => border <= x)
    if (start < 0 || start % 2 === 1) return null
    const due: (readonly [row: number, span: number])[] = [[y, start]]
    for (let next = due.pop(); next !== undefined; next = due.pop()) {
      const [row, at] = next
      const spans = found.get(row) ?? new Set()
      if (spans.has(at)) continue
      found.set(row, spans.add(at))
      const span = (this.rows[row] ?? noSpans).slice(at, at + 2)
      for (const neighbour of [row - 1, row + 1]) {
        const other = this.rows[neighbour] ?? noSpans
        for (let index = 0; index < other.length; index += 2) {
          if (intersectSpans(span, other.slice(index, index + 2)).length > 0) due.push([neighbour, index])
        }
      }
    }
    const top = Math.min(...found.keys())
    const rows = Array.from({ length: Math.max(...found.keys()) - top + 1 }, (_, at) => {
      const known = this.rows[top + at] ?? noSpans
      const spans = [...(found.get(top + at) ?? [])].sort((a, b) => a - b)
      return spans.flatMap((index) => known.slice(index, index + 2))
    })
    return { top, rows }
  }

  /** All pixels as a patch for another mask of the same size. */
  patch(): SpanPatch {
    return { top: 0, rows: this.rows }
  }
}
