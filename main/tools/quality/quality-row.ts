/** One measured figure and the bar it must reach. */
export interface QualityRow {
  readonly what: string
  readonly measured: number
  readonly bar: { readonly kind: 'at-least' | 'at-most'; readonly value: number }
  /** What an independent implementation reached on the same data, where known. */
  readonly reference: number | null
}

/** True when the figure reaches its bar; never for NaN. */
export function reachesBar(row: QualityRow): boolean {
  return row.bar.kind === 'at-least' ? row.measured >= row.bar.value : row.measured <= row.bar.value
}

/** The rows as a table for a terminal, one line each, with a heading. */
export function formatRows(rows: readonly QualityRow[]): string {
  const cells = rows.map((row) => [
    row.what,
    figure(row.measured),
    `${row.bar.kind === 'at-least' ? '>=' : '<='} ${figure(row.bar.value)}`,
    row.reference === null ? '' : figure(row.reference),
    reachesBar(row) ? 'ok' : 'MISSED',
  ])
  const table = [['figure', 'measured', 'bar', 'reference', ''], ...cells]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)))
  return table.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

function figure(value: number): string {
  return Math.abs(value) >= 1e-3 || value === 0 ? value.toFixed(4) : value.toExponential(2)
}
