import type { ClassStatistics, PartCounts, SplitSummary } from '#core/model/dataset-reports'
import type { ChartTable } from '../../ui/chart/chart-table'

export const partNames = ['train', 'val', 'test'] as const satisfies readonly (keyof PartCounts)[]
export type PartName = (typeof partNames)[number]

export const partTitles: Readonly<Record<PartName, string>> = { train: 'Training', val: 'Validation', test: 'Test' }

export function totalOf({ train, val, test }: PartCounts): number {
  return train + val + test
}

/** Photos first, then each class that occurs, in the order of the summary. */
export function splitTable({ photos, classes }: SplitSummary, nameOf: (classId: number) => string): ChartTable {
  return {
    columns: ['', ...partNames.map((part) => partTitles[part]), 'All'],
    rows: [row('Photos', photos), ...classes.filter(({ labels }) => totalOf(labels) > 0).map(({ classId, labels }) => row(`Labels of ${nameOf(classId)}`, labels))],
  }
}

function row(name: string, counts: PartCounts): readonly (string | number)[] {
  return [name, ...partNames.map((part) => counts[part]), totalOf(counts)]
}

/** Classes that a part with photos has no label of, so that it cannot be learnt or measured there. */
export function absentClasses({ photos, classes }: SplitSummary): Readonly<Record<PartName, readonly ClassStatistics['classId'][]>> {
  const absent = (part: PartName): readonly number[] =>
    photos[part] === 0 ? [] : classes.filter(({ labels }) => totalOf(labels) > 0 && labels[part] === 0).map(({ classId }) => classId)
  return { train: absent('train'), val: absent('val'), test: absent('test') }
}
