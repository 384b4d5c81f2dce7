import type { DatasetStatistics } from '#core/contract/datasets'
import type { ClassStatistics, HeatMap, Histogram } from '#core/model/dataset-reports'
import type { LabelKind, LabelOrigin } from '#core/model/label'
import type { ReviewState } from '#core/model/review-state'
import type { ChartTable } from '../../ui/chart/chart-table'

export const reviewStateNames: Readonly<Record<ReviewState, string>> = {
  unreviewed: 'Not reviewed',
  'in-progress': 'In progress',
  reviewed: 'Reviewed',
  'reviewed-empty': 'Reviewed, nothing here',
}

export const labelKindNames: Readonly<Record<LabelKind, string>> = { tag: 'Tags', box: 'Boxes', polygon: 'Outlines', mask: 'Masks' }

export const labelOriginNames: Readonly<Record<LabelOrigin['kind'], string>> = { person: 'Drawn by hand', model: 'Accepted predictions', import: 'Imported' }

/** The most frequent first; equal ones keep the order of the project. */
export function byFrequency(classes: readonly ClassStatistics[], unit: 'labels' | 'photos'): readonly ClassStatistics[] {
  return classes.toSorted((one, other) => other[unit] - one[unit])
}

export function classTable(classes: readonly ClassStatistics[]): ChartTable {
  return { columns: ['Class', 'Labels', 'Photos'], rows: classes.map(({ name, labels, photos }) => [name, labels, photos]) }
}

/** One row per name, in the order of the names. */
export function countTable<Key extends string>(heading: string, names: Readonly<Record<Key, string>>, counts: Readonly<Record<Key, number>>, unit: string): ChartTable {
  const keys = Object.keys(names) as Key[]
  return { columns: [heading, unit], rows: keys.map((key) => [names[key], counts[key]]) }
}

/** One row per bin: from, to, amount. */
export function histogramTable({ edges, counts }: Histogram, unit: string, amount: string): ChartTable {
  return { columns: [`From ${unit}`, `To ${unit}`, amount], rows: counts.map((count, bin) => [edges[bin] ?? 0, edges[bin + 1] ?? 0, count]) }
}

/** One row per cell, from the top left on. */
export function heatMapTable({ columns, counts }: HeatMap): ChartTable {
  return {
    columns: ['Row', 'Column', 'Labels'],
    rows: Array.from(counts, (count, cell) => [Math.floor(cell / columns) + 1, (cell % columns) + 1, count]),
  }
}

/** The most common state of a distribution in words: the bin with the highest count; null when there is nothing. */
export function fullestBin({ edges, counts }: Histogram): { readonly from: number; readonly to: number; readonly count: number } | null {
  const count = Math.max(0, ...counts)
  const bin = counts.indexOf(count)
  return count === 0 ? null : { from: edges[bin] ?? 0, to: edges[bin + 1] ?? 0, count }
}

/** How even the classes are, in words; null when fewer than two occur. */
export function balanceText({ balance, classes }: Pick<DatasetStatistics, 'balance' | 'classes'>): string | null {
  if (balance === null) return null
  const counts = classes.map(({ labels }) => labels).filter((labels) => labels > 0)
  const times = Math.max(...counts) / Math.min(...counts)
  if (times < 1.05) return '1 is even, as here'
  return `1 is even; most frequent ${times < 10 ? times.toFixed(1) : Math.round(times)} × rarest`
}
