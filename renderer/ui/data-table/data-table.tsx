import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { cx } from '../cx'
import { useVisibleRange } from '../use-visible-range'
import styles from './data-table.module.css'
import { cellText, nextSort, sortedRows, type TableColumn, type TableSort } from './table-column'

interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  keyOf(row: Row): string
  /** Pointed out. */
  readonly currentKey?: string | null
}

const rowPx = 28
const overscanRows = 8
/** The next one is half seen, so that it is plain that there are more. */
const mostRowsShown = 16

/** Rows that can be sorted by every column; of long tables only what is seen exists. */
export function DataTable<Row>({ label, columns, rows, keyOf, currentKey = null }: DataTableProps<Row>) {
  const [sort, setSort] = useState<TableSort | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const sorted = useMemo(() => sortedRows(rows, columns, sort), [rows, columns, sort])
  const line = { count: sorted.length, pitchPx: rowPx, startPx: 0 }
  const { first, end } = useVisibleRange(scroller, { axis: 'vertical', line, overscan: overscanRows })
  const template = {
    gridTemplateColumns: columns.map(({ leastPx, grow }) => (grow === undefined ? `${leastPx}px` : `minmax(${leastPx}px, ${grow}fr)`)).join(' '),
    minInlineSize: columns.reduce((sum, { leastPx }) => sum + leastPx, 0),
  }
  const isNumber = useMemo(() => new Set(columns.filter((column) => rows.some((row) => typeof column.value(row) === 'number')).map(({ id }) => id)), [columns, rows])
  return (
    <div className={styles.table} role="table" aria-label={label} aria-rowcount={rows.length + 1} aria-colcount={columns.length}>
      <div ref={scroller} className={styles.scroller} role="presentation" style={{ maxBlockSize: (mostRowsShown + 1.5) * rowPx }}>
        <div className={styles.head} role="row" aria-rowindex={1} style={template}>
          {columns.map((column) => {
            const direction = sort?.columnId === column.id ? sort.direction : null
            return (
              <div key={column.id} role="columnheader" aria-sort={direction ?? 'none'} className={cx(isNumber.has(column.id) && styles.number)}>
                <button type="button" onClick={() => setSort(nextSort(sort, column, rows[0]))}>
                  {direction === 'ascending' && <ChevronUp size={13} />}
                  {direction === 'descending' && <ChevronDown size={13} />}
                  <span>{column.title}</span>
                  {column.unit !== undefined && <span className={styles.unit}>{column.unit}</span>}
                </button>
              </div>
            )
          })}
        </div>
        <div role="presentation" style={{ blockSize: first * rowPx }} />
        {sorted.slice(first, end).map((row, at) => {
          const key = keyOf(row)
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={first + at + 2}
              aria-selected={key === currentKey}
              className={cx(styles.row, key === currentKey && styles.current)}
              style={template}
            >
              {columns.map((column) => (
                <div key={column.id} role="cell" className={cx(isNumber.has(column.id) && styles.number)} title={String(column.value(row) ?? '')}>
                  {column.show === undefined ? cellText(row, column) : column.show(row)}
                </div>
              ))}
            </div>
          )
        })}
        <div role="presentation" style={{ blockSize: (sorted.length - end) * rowPx }} />
      </div>
    </div>
  )
}
