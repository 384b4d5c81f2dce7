import type { TuneReport } from '#core/contract/tune'
import type { TableColumn } from '../../../ui/data-table/table-column'
import { formatCount, formatPercent, formatScore } from '../../../ui/format'
import { ScoreBar } from '../../../ui/score-bar'
import { classScoreTitle } from './report-text'

type Row = TuneReport['classes'][number]

function percent(share: number | null): string {
  return share === null ? '–' : formatPercent(share)
}

/** Quality per class, and the score from which it is proposed to count. */
export function classColumns({ metric, thresholds }: Pick<TuneReport, 'metric' | 'thresholds'>): readonly TableColumn<Row>[] {
  return [
    { id: 'name', title: 'Class', leastPx: 160, grow: 2, value: ({ name }) => name },
    { id: 'support', title: 'There', leastPx: 90, value: ({ support }) => support, text: ({ support }) => formatCount(support) },
    { id: 'precision', title: 'Precision', leastPx: 100, value: ({ precision }) => precision, text: ({ precision }) => percent(precision) },
    { id: 'recall', title: 'Recall', leastPx: 100, value: ({ recall }) => recall, text: ({ recall }) => percent(recall) },
    { id: 'score', title: classScoreTitle(metric), leastPx: 140, value: ({ score }) => score, show: ({ name, score }) => (score === null ? '–' : <ScoreBar name={name} value={score} unit="share" />) },
    { id: 'threshold', title: 'Threshold', leastPx: 104, value: ({ name }) => thresholds[name] ?? null, text: ({ name }) => (thresholds[name] === undefined ? '–' : formatScore(thresholds[name])) },
  ]
}
