import type { Histogram } from '#core/model/dataset-reports'
import { formatCount } from '../../ui/format'

/** How the bins of a histogram are called, from an edge up to the next. */
export type BinText = (from: number, to: number) => string

/** Bins of whole numbers: "3", "5–9". */
export const amountBin: BinText = (from, to) => (to - from === 1 ? formatCount(from) : `${formatCount(from)}–${formatCount(to - 1)}`)

/** Bins of measures: "512–1024", "0.3–1". */
export const measureBin: BinText = (from, to) => `${from}–${to}`

/** Shares of a whole as percent, without the noise of binary fractions. */
export function inPercent({ edges, counts }: Histogram): Histogram {
  return { edges: edges.map((share) => Number((share * 100).toPrecision(3))), counts }
}
