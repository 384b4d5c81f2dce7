import { CircleCheck, CircleHelp, Info, TriangleAlert } from 'lucide-react'
import type { TuneReport } from '#core/contract/tune'
import { cx } from '../../../ui/cx'
import { formatPercent } from '../../../ui/format'
import styles from './report.module.css'
import { intervalText, measuredText, metricTitle, verdictOf, verdictText, type Verdict } from './report-text'

const icons: Readonly<Record<Verdict, typeof CircleCheck>> = { new: Info, better: CircleCheck, unclear: CircleHelp, worse: TriangleAlert }

/** The two numbers that matter, and what they are worth. */
export function Outcome({ report }: { readonly report: TuneReport }) {
  const verdict = verdictOf(report)
  const Icon = icons[verdict]
  return (
    <section className={styles.outcome} aria-label="Result">
      <h2>{metricTitle(report.metric)}</h2>
      <dl className={styles.figures}>
        <Figure name="Before" figure={report.before} />
        <Figure name="After" figure={report.after} />
      </dl>
      <p className={cx(styles.verdict, styles[verdict])}>
        <Icon size={16} />
        <span>{verdictText(report)}</span>
      </p>
      <p className={styles.soft}>{measuredText(report)}</p>
    </section>
  )
}

function Figure({ name, figure }: { readonly name: string; readonly figure: TuneReport['before'] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles.large}>{figure === null ? '–' : formatPercent(figure.value)}</dd>
      <dd className={styles.soft}>{figure === null ? 'knew none of the classes' : `${intervalText(figure.interval)}, 95 % interval`}</dd>
    </div>
  )
}
