import { CircleAlert, CircleCheck, FolderOpen } from 'lucide-react'
import type { ExportReport, LabelFormatEntry } from '#core/model/dataset-reports'
import type { JobId } from '#core/model/job'
import { beginExchange } from '../../state/exchange'
import { isOver, shareDone } from '../../state/job-state'
import { closeDialog } from '../../state/navigation'
import { presentError } from '../../state/notices'
import { shell } from '../../state/shell'
import { useJob } from '../../state/use-job'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorText, ErrorView } from '../../ui/error-view'
import { formatAmount, formatCount, formatMegabytes } from '../../ui/format'
import { ProgressBar } from '../../ui/progress-bar'
import styles from './export-dialog.module.css'
import { lossText, partsText, rereadText } from './export-text'
import { useExportReport } from './queries'

interface ExportResultProps {
  readonly jobId: JobId
  readonly formats: readonly LabelFormatEntry[]
}

/** How an export goes and what it wrote. */
export function ExportResult({ jobId, formats }: ExportResultProps) {
  const { job, cancel } = useJob(jobId)
  const report = useExportReport(jobId, job?.state === 'done')
  const path = report.data?.path
  const over = job !== undefined && isOver(job)
  return (
    <Dialog
      title="Export labels"
      onClose={closeDialog}
      footer={
        <>
          {over ? <Button onClick={() => beginExchange('export')}>Export more…</Button> : <Button onClick={cancel}>Cancel the export</Button>}
          {path !== undefined && (
            <Button icon={<FolderOpen size={15} />} onClick={() => void shell().showInFolder(path).catch(presentError)}>
              Show in folder
            </Button>
          )}
          <Button look="primary" onClick={closeDialog}>
            {over ? 'Done' : 'Go on in the background'}
          </Button>
        </>
      }
    >
      <div className={styles.result} aria-live="polite">
        {!over && (
          <>
            <ProgressBar label="Export" share={job === undefined ? null : shareDone(job)} />
            <p className={styles.soft}>{job === undefined || job.progress.total === null ? 'Writing…' : `${formatCount(job.progress.done)} of ${formatCount(job.progress.total)}`}</p>
          </>
        )}
        {job?.state === 'cancelled' && <p>The export was cancelled. Nothing was left at its place.</p>}
        {job !== undefined && job.error !== null && (
          <div role="alert" className={styles.bad}>
            <ErrorText error={job.error} />
          </div>
        )}
        {report.error !== null && <ErrorView error={report.error} />}
        {report.data !== undefined && <Report report={report.data} formatName={formats.find(({ id }) => id === report.data.formatId)?.name ?? report.data.formatId} />}
      </div>
    </Dialog>
  )
}

function Report({ report, formatName }: { readonly report: ExportReport; readonly formatName: string }) {
  const { path, frame, predictions, photos, labels, classes, files, bytes, copiedPhotos, parts, ungroupedPhotos, partlessPhotos, losses, reread } = report
  const check = rereadText(report)
  const facts: readonly (readonly [string, string])[] = [
    ['Format', formatName],
    ['Written', `${formatAmount(labels, predictions ? 'prediction' : 'label')} of ${formatAmount(photos, 'photo')} in ${formatAmount(classes, 'class', 'classes')}`],
    ['Files', `${formatAmount(files, 'file')}, ${formatMegabytes(bytes)}${copiedPhotos === 0 ? '' : `, with copies of ${formatAmount(copiedPhotos, 'photo')}`}`],
    ['Pixels', frame === 'upright' ? 'of the upright photo' : 'as stored'],
    ...(parts === null ? [] : [['Parts', partsText(parts)] as const]),
    ['Place', path],
  ]
  return (
    <>
      <p className={check.tone === 'good' ? styles.good : check.tone === 'bad' ? styles.bad : styles.soft} role={check.tone === 'bad' ? 'alert' : 'status'}>
        {check.tone === 'good' && <CircleCheck size={15} />}
        {check.tone === 'bad' && <CircleAlert size={15} />}
        <span>{check.text}</span>
      </p>
      {reread !== null && reread.first.length > 0 && (
        <ul className={styles.differences}>
          {reread.first.map(({ file, what }, at) => (
            <li key={at}>
              <strong>{file}</strong> {what}
            </li>
          ))}
          {reread.differences > reread.first.length && <li>{`and ${formatCount(reread.differences - reread.first.length)} more`}</li>}
        </ul>
      )}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {losses.length > 0 && <p className={styles.soft}>{lossText(formatName, losses)}</p>}
      {partlessPhotos > 0 && <p className={styles.soft}>{`${formatAmount(partlessPhotos, 'photo')} came in without a part and went to training.`}</p>}
      {ungroupedPhotos > 0 && <p className={styles.soft}>{`${formatAmount(ungroupedPhotos, 'photo')} could not be compared with the others: a near-duplicate may be in another part.`}</p>}
    </>
  )
}
