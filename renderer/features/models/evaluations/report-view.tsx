import { useMemo, useRef } from 'react'
import type { EvaluationReport } from '#core/contract/evaluation'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
import { DataTable } from '../../../ui/data-table/data-table'
import { readableTable } from '../../../ui/data-table/table-column'
import { formatAmount, formatDateTime } from '../../../ui/format'
import { taskNames } from '../model-text'
import { AccuracyTable } from './accuracy-table'
import { accuracyNumbers } from './accuracy-numbers'
import { ClassAccuracyFigure } from './class-accuracy-figure'
import { costColumns } from './cost-columns'
import { DifferentAnswers } from './different-answers'
import { EvaluatedLayers } from './evaluated-layers'
import { evaluatedRows } from './evaluated-row'
import { EvaluationExportMenu } from './evaluation-export-menu'
import styles from './evaluations.module.css'
import { LatencyFigure } from './latency-figure'
import { usePhoneMeasurements } from './queries'
import { reportSentences } from './report-sentences'
import { TradeOffFigure } from './trade-off-figure'

const noMeasurements: readonly PhoneMeasurement[] = []

/** What an evaluation found: tables, charts, photos that differ, and how it was counted. */
export function ReportView({ report }: { readonly report: EvaluationReport }) {
  const measurements = usePhoneMeasurements().data ?? noMeasurements
  const charts = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => evaluatedRows(report, measurements), [report, measurements])
  const columns = useMemo(() => costColumns(rows), [rows])
  const sentences = useMemo(() => reportSentences(report), [report])
  const title = `${taskNames[report.task]} models on ${formatAmount(report.photos, 'photo')}`
  const facts = [`Measured on ${formatDateTime(report.evaluation.startedAtMs)}.`, ...sentences]
  return (
    <div className={styles.report}>
      <div className={styles.line}>
        <div className={styles.title}>
          <h2>{title}</h2>
          <p className={styles.soft}>{`${formatDateTime(report.evaluation.startedAtMs)} · reviewed photos, with their labels of that time`}</p>
        </div>
        <EvaluationExportMenu
          report={report}
          page={{ title, facts, tables: [{ title: 'Accuracy', table: accuracyNumbers(rows) }, { title: 'Cost', table: readableTable(rows, columns) }] }}
          charts={charts}
        />
      </div>
      <section className={styles.part} aria-label="Accuracy on these photos">
        <h2>Accuracy on these photos</h2>
        <AccuracyTable rows={rows} />
        <p className={styles.soft}>With 95 % intervals over photos. Differences are to the reference on the same photos.</p>
      </section>
      <section className={styles.part} aria-label="Size and speed">
        <h2>Size and speed</h2>
        <DataTable label="Size and speed of the models" columns={columns} rows={rows} keyOf={({ model }) => model.modelId} />
        {rows.some(({ oneThread }) => oneThread !== null) && <p className={styles.soft}>p50 is the median run, with the middle half of the runs in brackets; 95 % of them stay below p95.</p>}
      </section>
      <div ref={charts} className={styles.figures}>
        <TradeOffFigure report={report} rows={rows} />
        <ClassAccuracyFigure columns={report.classColumns} rows={rows} />
        <LatencyFigure rows={rows} />
        <EvaluatedLayers rows={rows} />
      </div>
      <DifferentAnswers report={report} />
      <section className={styles.part} aria-label="How it was counted">
        <h2>How it was counted</h2>
        <ul className={styles.rules}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}
