import { FileSpreadsheet, ImageDown, Table } from 'lucide-react'
import { Suspense, useId, useRef, useState, type ReactNode } from 'react'
import { cx } from '../cx'
import { formatCount } from '../format'
import { IconButton } from '../icon-button'
import styles from './chart-figure.module.css'
import { chartPng } from './chart-png'
import type { ChartTable } from './chart-table'
import { csvText } from './csv-text'
import type { DrawChart } from './draw-chart'
import { PlotView } from './plot-view'

interface ChartFigureProps {
  readonly title: string
  /** What the chart shows, in a sentence; read aloud in place of the picture. */
  readonly summary: string
  readonly table: ChartTable
  readonly draw: DrawChart
  /** Choices that change what is drawn. */
  readonly controls?: ReactNode
  readonly note?: ReactNode
  readonly width?: 'half' | 'full'
  /** Called with a PNG or CSV file on demand. */
  readonly onSave: (name: string, bytes: Uint8Array) => void
  readonly onError: (error: unknown) => void
}

const mostTableRows = 300

/** A chart with its title, its numbers on demand, and both as files. */
export function ChartFigure({ title, summary, table, draw, controls, note, width = 'half', onSave, onError }: ChartFigureProps) {
  const titleId = useId()
  const body = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const savePicture = (): void => {
    const chart = body.current?.querySelector('svg')
    if (chart instanceof SVGSVGElement) chartPng(chart, title).then((bytes) => onSave(`${title}.png`, bytes), onError)
  }
  return (
    <figure className={cx(styles.figure, styles[width])} aria-labelledby={titleId}>
      <figcaption className={styles.head}>
        <h3 id={titleId}>{title}</h3>
        {controls}
        <span className={styles.tools}>
          <IconButton
            label={view === 'chart' ? 'Show the numbers' : 'Show the chart'}
            aria-pressed={view === 'table'}
            icon={<Table size={15} />}
            onClick={() => setView(view === 'chart' ? 'table' : 'chart')}
          />
          <IconButton label="Save as PNG" disabled={view === 'table'} icon={<ImageDown size={15} />} onClick={savePicture} />
          <IconButton label="Save as CSV" icon={<FileSpreadsheet size={15} />} onClick={() => onSave(`${title}.csv`, new TextEncoder().encode(csvText(table)))} />
        </span>
      </figcaption>
      <div ref={body}>
        {view === 'table' ? (
          <NumberTable table={table} />
        ) : (
          <Suspense fallback={<div className={styles.waiting} />}>
            <PlotView draw={draw} summary={summary} />
          </Suspense>
        )}
      </div>
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </figure>
  )
}

function NumberTable({ table: { columns, rows } }: { readonly table: ChartTable }) {
  return (
    <div className={styles.numbers} role="group" aria-label="Numbers">
      <table>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={column} scope="col" className={cx(at > 0 && styles.number)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostTableRows).map((row, at) => (
            <tr key={at}>
              {row.map((value, column) => (
                <td key={column} className={cx(typeof value === 'number' && styles.number)}>
                  {typeof value === 'number' && Number.isInteger(value) ? formatCount(value) : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostTableRows && <p className={styles.note}>{`and ${formatCount(rows.length - mostTableRows)} more in the CSV file`}</p>}
    </div>
  )
}
