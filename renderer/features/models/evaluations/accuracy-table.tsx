import type { AccuracyFigure, Estimate } from '#core/contract/evaluation'
import { cx } from '../../../ui/cx'
import { formatPercent } from '../../../ui/format'
import { differenceText, intervalText } from './estimate-text'
import type { EvaluatedRow } from './evaluated-row'
import styles from './evaluations.module.css'
import { ModelName } from './model-name'

/** How good each model is on the photos, with 95 % intervals and what lies between it and the reference; the best of a column is marked. */
export function AccuracyTable({ rows }: { readonly rows: readonly EvaluatedRow[] }) {
  const figures = rows[0]?.model.accuracy ?? []
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table} aria-label="Accuracy">
        <thead>
          <tr>
            <th scope="col">Model</th>
            {figures.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" className={styles.number} title="How much its answers agree with those of the reference">
              Agreement
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.model.modelId}>
              <th scope="row">
                <ModelName row={row} />
              </th>
              {row.model.accuracy.map((figure) => (
                <td key={figure.key}>
                  <Accuracy figure={figure} color={row.color} isBest={isBest(rows, figure)} />
                </td>
              ))}
              <td className={styles.number}>{row.model.agreement === null ? '–' : formatPercent(row.model.agreement)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function isBest(rows: readonly EvaluatedRow[], { key, estimate }: AccuracyFigure): boolean {
  const values = rows.flatMap(({ model }) => model.accuracy.flatMap((figure) => (figure.key === key ? [figure.estimate.value] : [])))
  return new Set(values).size > 1 && estimate.value === Math.max(...values)
}

function Accuracy({ figure: { estimate, difference }, color, isBest: best }: { readonly figure: AccuracyFigure; readonly color: string; readonly isBest: boolean }) {
  return (
    <>
      <span className={styles.estimate}>
        <span className={cx(styles.share, best && styles.best)} title={best ? 'The best of this column' : undefined}>
          {formatPercent(estimate.value)}
        </span>
        <span className={styles.interval}>{intervalText(estimate)}</span>
        <IntervalBar estimate={estimate} color={color} />
      </span>
      {difference !== null && <span className={styles.difference}>{differenceText(difference)}</span>}
    </>
  )
}

const barPx = { width: 84, height: 8 } as const

/** Where the interval lies between nothing and all. */
function IntervalBar({ estimate: { value, interval: [low, high] }, color }: { readonly estimate: Estimate; readonly color: string }) {
  const middle = barPx.height / 2
  const x = (share: number): number => middle + share * (barPx.width - barPx.height)
  return (
    <svg {...barPx} aria-hidden>
      <line x1={x(0)} x2={x(1)} y1={middle} y2={middle} className={styles.barTrack} />
      <line x1={x(low)} x2={x(high)} y1={middle} y2={middle} stroke={color} strokeWidth={3} />
      <circle cx={x(value)} cy={middle} r={middle} fill={color} />
    </svg>
  )
}
