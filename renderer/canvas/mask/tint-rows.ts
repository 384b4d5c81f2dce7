import { intersectSpans, noSpans, subtractSpans, type RowSpans } from './row-spans'
import type { MaskRegion } from './mask-region'

/** Pixels as little-endian RGBA words: of the inside and of the edge. */
export interface TintWords {
  readonly inside: number
  readonly edge: number
}

const tintAlpha = Math.round(0.45 * 255)

export function tintWords([red, green, blue]: readonly [number, number, number]): TintWords {
  const color = (blue << 16) | (green << 8) | red
  return { inside: (color | (tintAlpha << 24)) >>> 0, edge: (color | (255 << 24)) >>> 0 }
}

/** The photo row that a row of samples stands for. */
function photoRow({ step, y }: MaskRegion, row: number): number {
  return (y + row) * step + (step >> 1)
}

/** A row of the photo as columns of the region. */
export function sampledSpans(spans: RowSpans, { step, x, width }: Pick<MaskRegion, 'step' | 'x' | 'width'>): RowSpans {
  if (spans.length === 0) return noSpans
  const sampled: number[] = []
  for (let at = 0; at < spans.length; at += 2) {
    const from = columnOf(spans[at] ?? 0, step) - x
    const to = columnOf(spans[at + 1] ?? 0, step) - x
    if (to <= 0 || from >= width || to <= from) continue
    const start = Math.max(0, from)
    const end = Math.min(width, to)
    // Spans that were apart may touch once they are sampled.
    if (sampled.length > 0 && sampled.at(-1) === start) sampled[sampled.length - 1] = end
    else sampled.push(start, end)
  }
  return sampled
}

/** How many sample columns, each standing for its middle, lie before a column of the photo. */
function columnOf(border: number, step: number): number {
  return Math.ceil((border - (step >> 1)) / step)
}

/**
 * Paints rows of a region into `words` (row by row, the region's width): the inside of the mask and, opaque, the samples
 * beside which the mask ends. The photo's border is no edge.
 */
export function tintRows(words: Uint32Array, rows: readonly RowSpans[], region: MaskRegion, tint: TintWords, from: number, to: number): void {
  const at = (row: number): RowSpans => rows[photoRow(region, row)] ?? noSpans
  for (let row = from; row < to; row++) {
    const start = row * region.width
    words.fill(0, start, start + region.width)
    const spans = sampledSpans(at(row), region)
    if (spans.length === 0) continue
    fillSpans(words, start, spans, tint.inside)
    const [above, below] = [photoRow(region, row - 1), photoRow(region, row + 1)]
    const around = intersectSpans(
      above < 0 ? spans : sampledSpans(rows[above] ?? noSpans, region),
      below >= rows.length ? spans : sampledSpans(rows[below] ?? noSpans, region),
    )
    fillSpans(words, start, subtractSpans(spans, around), tint.edge)
    spans.forEach((border, index) => {
      if (border > 0 && border < region.width) words[start + (index % 2 === 0 ? border : border - 1)] = tint.edge
    })
  }
}

function fillSpans(words: Uint32Array, start: number, spans: RowSpans, word: number): void {
  for (let at = 0; at < spans.length; at += 2) words.fill(word, start + (spans[at] ?? 0), start + (spans[at + 1] ?? 0))
}
