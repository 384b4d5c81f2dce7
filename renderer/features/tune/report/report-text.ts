import type { TuneReport } from '#core/contract/tune'
import { formatAmount, formatPercent } from '../../../ui/format'

const metricTitles: Readonly<Record<string, string>> = { 'top-1': 'Top-1 accuracy', mIoU: 'Mean IoU' }
/** The score of a single class, by the metric over all. */
const classScoreTitles: Readonly<Record<string, string>> = { 'top-1': 'F1', F1: 'F1', mIoU: 'IoU' }

export function metricTitle(metric: string): string {
  return metricTitles[metric] ?? metric
}

export function classScoreTitle(metric: string): string {
  return classScoreTitles[metric] ?? metric
}

/** "50.0 % to 91.2 %". */
export function intervalText([from, to]: readonly [number, number]): string {
  return `${formatPercent(from)} to ${formatPercent(to)}`
}

/** A difference of shares in percentage points with its sign: "+12.3", "−0.5". */
export function pointsText(difference: number): string {
  const points = (Math.abs(difference) * 100).toFixed(1)
  if (points === '0.0') return '0.0'
  return `${difference < 0 ? '−' : '+'}${points}`
}

export type Verdict = 'new' | 'better' | 'unclear' | 'worse'

/** What the gain means; `unclear` where its interval includes zero. */
export function verdictOf({ gain }: Pick<TuneReport, 'gain'>): Verdict {
  if (gain === null) return 'new'
  const [from, to] = gain.interval
  if (from > 0) return 'better'
  return to < 0 ? 'worse' : 'unclear'
}

/** The verdict in plain words. */
export function verdictText(report: Pick<TuneReport, 'gain' | 'photos'>): string {
  const { gain } = report
  if (gain === null) return 'The model did not know these classes before, so there is no earlier figure to compare with.'
  const measured = `${pointsText(gain.value)} points on the same photos, ${pointsText(gain.interval[0])} to ${pointsText(gain.interval[1])} with 95 % confidence.`
  const sentences: Readonly<Record<Exclude<Verdict, 'new'>, string>> = {
    better: `Better: ${measured}`,
    worse: `Worse: ${measured} Keep the model that it was made from.`,
    unclear: `Not proven to be better: ${measured} That includes zero, so it may be chance. More reviewed photos would tell.`,
  }
  const verdict = verdictOf(report)
  return verdict === 'new' ? measured : sentences[verdict]
}

/** Which photos the figures are of. */
export function measuredText({ measuredOn, photos }: Pick<TuneReport, 'measuredOn' | 'photos'>): string {
  const amount = formatAmount(photos, 'photo')
  if (measuredOn === 'test') return `Measured on ${amount} that ${photos === 1 ? 'was' : 'were'} held out for this alone.`
  return `Measured on the ${amount} that the best version was chosen by, since none was held out for this: the figures flatter.`
}
