import { useMemo, type ReactNode } from 'react'
import type { TuneReport } from '#core/contract/tune'
import type { ModelCard } from '#core/model/model-card'
import { presentError } from '../../../state/notices'
import { saveFile } from '../../../state/save-file'
import { Button } from '../../../ui/button'
import { csvText } from '../../../ui/chart/csv-text'
import { DataTable } from '../../../ui/data-table/data-table'
import { tableOf } from '../../../ui/data-table/table-column'
import { ConcernList } from '../concern-list'
import { classColumns } from './class-columns'
import { ConfusionFigure } from './confusion-figure'
import { NextSteps } from './next-steps'
import { Outcome } from './outcome'
import { LabelNext, WorstMistakes } from './photo-rows'
import styles from './report.module.css'
import { TrainingFacts } from './training-facts'

interface ReportViewProps {
  readonly report: TuneReport
  readonly card: ModelCard
  /** Photos of another project cannot be shown. */
  readonly photos: 'of-this-project' | 'elsewhere'
}

/** Before and after: how good the version is, where it is wrong, and what to do next. */
export function ReportView({ report, card, photos }: ReportViewProps) {
  const columns = useMemo(() => classColumns(report), [report])
  const save = (): void => {
    saveFile(`${card.name} classes.csv`, new TextEncoder().encode(csvText(tableOf(report.classes, columns)))).catch(presentError)
  }
  return (
    <div className={styles.report}>
      <Outcome report={report} />
      <NextSteps card={card} />
      <ConcernList concerns={report.concerns} />
      <ConfusionFigure confusion={report.confusion} />
      <Part title="Classes" action={<Button onClick={save}>Save as CSV…</Button>}>
        <DataTable label="Classes of the new version" columns={columns} rows={report.classes} keyOf={({ name }) => name} />
      </Part>
      {photos === 'of-this-project' ? (
        <>
          <Part title="Worst mistakes">
            <WorstMistakes worst={report.worst} />
          </Part>
          <Part title="What to label next">
            <LabelNext labelNext={report.labelNext} />
          </Part>
        </>
      ) : (
        <p className={styles.soft}>It was trained in another project: its photos are shown there.</p>
      )}
      <Part title="How it was trained">
        <TrainingFacts report={report} />
      </Part>
    </div>
  )
}

function Part({ title, action, children }: { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <div className={styles.partHead}>
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
