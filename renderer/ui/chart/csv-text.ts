import type { ChartTable, ChartValue } from './chart-table'

/** A table as RFC 4180 has it: lines end with CRLF, a field with a comma, quote or line break is quoted. */
export function csvText({ columns, rows }: ChartTable): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

function field(value: ChartValue): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
