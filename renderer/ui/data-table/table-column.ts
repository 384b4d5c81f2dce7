import type { ReactNode } from 'react'
import type { ChartTable } from '../chart/chart-table'

/** What a column of a `DataTable` shows; numbers are aligned right. `Row` is one line. */
export interface TableColumn<Row> {
  readonly id: string
  readonly title: string
  readonly unit?: string
  /** Width below which the table is scrolled sideways. */
  readonly leastPx: number
  /** Share of the room that is left; none when left out. */
  readonly grow?: number
  /** What it is sorted by and exported as; null when not known, then it comes last. */
  value(row: Row): string | number | null
  /** The value for people; the value itself when left out. */
  text?(row: Row): string
  /** More than text. */
  show?(row: Row): ReactNode
}

export interface TableSort {
  readonly columnId: string
  readonly direction: 'ascending' | 'descending'
}

/** Rows in the order of a column; equal ones keep their order and what is not known comes last either way. */
export function sortedRows<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], sort: TableSort | null): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.columnId)
  if (column === undefined) return rows
  const sign = sort?.direction === 'descending' ? -1 : 1
  return rows.toSorted((one, other) => {
    const a = column.value(one)
    const b = column.value(other)
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)))
  })
}

/** The next order after a click on a column's title: numbers start with the largest, words with the first letter. */
export function nextSort<Row>(sort: TableSort | null, column: TableColumn<Row>, sample: Row | undefined): TableSort {
  const first = sample !== undefined && typeof column.value(sample) === 'string' ? 'ascending' : 'descending'
  if (sort?.columnId !== column.id) return { columnId: column.id, direction: first }
  return { columnId: column.id, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' }
}

/** What a cell says. */
export function cellText<Row>(row: Row, column: TableColumn<Row>): string {
  return column.text?.(row) ?? String(column.value(row) ?? '–')
}

/** All rows as people read them. */
export function readableTable<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[]): ChartTable {
  return { columns: columns.map(({ title }) => title), rows: rows.map((row) => columns.map((column) => cellText(row, column))) }
}

/** All rows as numbers and words, for a CSV file. */
export function tableOf<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[]): ChartTable {
  return {
    columns: columns.map(({ title, unit }) => (unit === undefined ? title : `${title} (${unit})`)),
    rows: rows.map((row) => columns.map((column) => column.value(row) ?? '')),
  }
}
