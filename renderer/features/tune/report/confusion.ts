import type { ConfusionTable } from '#core/tune/tune-task'

/** How often one thing was said where another is. */
export interface ConfusedPair {
  readonly truth: string
  readonly said: string
  readonly count: number
  /** Of everything that is `truth`, 0..1. */
  readonly share: number
}

export interface ConfusionCell extends ConfusedPair {
  readonly isRight: boolean
}

/** Every cell of the table, rows from the top. */
export function confusionCells({ rows, columns, counts }: ConfusionTable): readonly ConfusionCell[] {
  return rows.flatMap((truth, row) => {
    const line = counts[row] ?? []
    const total = line.reduce((sum, count) => sum + count, 0)
    return columns.map((said, column) => {
      const count = line[column] ?? 0
      return { truth, said, count, share: total === 0 ? 0 : count / total, isRight: truth === said }
    })
  })
}

/** What was taken for something else, the most frequent first. */
export function confusedPairs(table: ConfusionTable): readonly ConfusedPair[] {
  return confusionCells(table)
    .filter(({ isRight, count }) => !isRight && count > 0)
    .toSorted((one, other) => other.count - one.count || other.share - one.share)
}

/** The part of a large table that matters: the names of the most frequent mistakes, at most so many; the order stays. */
export function mostConfused(table: ConfusionTable, most: number): ConfusionTable {
  const { rows, columns, counts } = table
  if (rows.length <= most && columns.length <= most) return table
  const names = new Set<string>()
  for (const { truth, said } of confusedPairs(table)) {
    if (new Set([...names, truth, said]).size <= most) names.add(truth).add(said)
  }
  for (const name of rows) if (names.size < most) names.add(name)
  const keptRows = rows.flatMap((name, at) => (names.has(name) ? [at] : []))
  const keptColumns = columns.flatMap((name, at) => (names.has(name) ? [at] : []))
  return {
    rows: keptRows.map((at) => rows[at] ?? ''),
    columns: keptColumns.map((at) => columns[at] ?? ''),
    counts: keptRows.map((row) => keptColumns.map((column) => counts[row]?.[column] ?? 0)),
  }
}
