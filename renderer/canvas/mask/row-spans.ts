/** Pixels of one row as whole columns from, to (exclusive), from, to, …: ascending, never touching each other. */
export type RowSpans = readonly number[]

export const noSpans: RowSpans = []

type Keep = (inFirst: boolean, inSecond: boolean) => boolean

/** Walks over the borders of both rows and keeps the columns that `keep` wants. */
function combined(first: RowSpans, second: RowSpans, keep: Keep): RowSpans {
  const spans: number[] = []
  let [a, b] = [0, 0]
  let isKept = false
  while (a < first.length || b < second.length) {
    const at = Math.min(first[a] ?? Infinity, second[b] ?? Infinity)
    if (first[a] === at) a++
    if (second[b] === at) b++
    // After an odd number of borders a row is inside one of its spans.
    const wanted = keep(a % 2 === 1, b % 2 === 1)
    if (wanted !== isKept) spans.push(at)
    isKept = wanted
  }
  return spans.length === 0 ? noSpans : spans
}

export function unionSpans(first: RowSpans, second: RowSpans): RowSpans {
  if (first.length === 0) return second
  return second.length === 0 ? first : combined(first, second, (a, b) => a || b)
}

export function subtractSpans(first: RowSpans, second: RowSpans): RowSpans {
  return first.length === 0 || second.length === 0 ? first : combined(first, second, (a, b) => a && !b)
}

export function intersectSpans(first: RowSpans, second: RowSpans): RowSpans {
  return first.length === 0 || second.length === 0 ? noSpans : combined(first, second, (a, b) => a && b)
}

export function spansContain(spans: RowSpans, column: number): boolean {
  return spans.findLastIndex((border) => border <= column) % 2 === 0
}

export function spansLength(spans: RowSpans): number {
  return spans.reduce((sum, border, at) => sum + (at % 2 === 0 ? -border : border), 0)
}
