import { CircleCheck, TriangleAlert } from 'lucide-react'
import { toErrorData } from '#core/contract/errors'
import type { ImportPreview } from '#core/model/dataset-reports'
import { followExchange } from '../../state/exchange'
import { closeDialog } from '../../state/navigation'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorText, ErrorView } from '../../ui/error-view'
import { fileName, formatAmount, formatCount } from '../../ui/format'
import { ProgressBar } from '../../ui/progress-bar'
import { ClassTable } from './class-table'
import styles from './import-dialog.module.css'
import { matchedPhotos, matchText } from './import-text'
import { NoteTable } from './note-table'
import { useImportPreview, useStartImport, type ImportSource } from './queries'

interface ImportPreviewViewProps {
  readonly source: ImportSource
  readonly onFormat: (formatId: string) => void
  readonly onBack: () => void
}

/** What the chosen files hold and what would come of them; nothing has changed yet. */
export function ImportPreviewView({ source, onFormat, onBack }: ImportPreviewViewProps) {
  const { data, error } = useImportPreview(source)
  const start = useStartImport()
  const photos = data === undefined ? 0 : matchedPhotos(data)
  return (
    <Dialog
      title={`Import ${source.paths.length === 1 ? fileName(source.paths[0] ?? '') : formatAmount(source.paths.length, 'file')}`}
      width="wide"
      onClose={closeDialog}
      footer={
        <>
          <p className={styles.summary} role="status">
            {data === undefined ? '' : photos === 0 ? 'None of its images is a photo of this project.' : `${formatAmount(photos, 'photo')} would get labels.`}
          </p>
          <Button onClick={onBack}>Choose other files</Button>
          <Button
            look="primary"
            disabled={data === undefined || photos === 0 || start.isPending}
            onClick={() => data !== undefined && start.mutate(data.previewId, { onSuccess: ({ jobId }) => followExchange({ kind: 'import', jobId }) })}
          >
            Import
          </Button>
        </>
      }
    >
      {error !== null && <ErrorView error={error} />}
      {data === undefined && error === null && (
        <div className={styles.reading} role="status">
          <ProgressBar label="Reading labels" share={null} />
          <p className={styles.soft}>Reading…</p>
        </div>
      )}
      {start.error !== null && (
        <div role="alert" className={styles.bad}>
          <ErrorText error={toErrorData(start.error)} />
        </div>
      )}
      {data !== undefined && (
        <div className={styles.preview}>
          <FormatLine preview={data} onFormat={onFormat} />
          <Matches preview={data} />
          <ClassTable classes={data.classes} />
          <NoteTable preview={data} />
        </div>
      )}
    </Dialog>
  )
}

function FormatLine({ preview, onFormat }: { readonly preview: ImportPreview; readonly onFormat: (formatId: string) => void }) {
  const { formatId, formatName, otherFormats, frame, predictions } = preview
  return (
    <div className={styles.format}>
      {otherFormats.length === 0 ? (
        <p>
          Read as <strong>{formatName}</strong>
        </p>
      ) : (
        <label>
          <span>Read as</span>
          <select value={formatId} onChange={(event) => onFormat(event.currentTarget.value)}>
            <option value={formatId}>{formatName}</option>
            {otherFormats.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {frame === 'raw' && <p className={styles.soft}>Pixels as stored; they are turned upright with the photos.</p>}
      {predictions && (
        <p className={styles.warning}>
          <TriangleAlert size={14} />
          <span>The files say that these are predictions of a model. They would come in as labels.</span>
        </p>
      )}
    </div>
  )
}

function Matches({ preview }: { readonly preview: ImportPreview }) {
  const { images, labels, ambiguous, missing, refusedRecords, changedRecords } = preview
  const photos = matchedPhotos(preview)
  const rows: readonly (readonly [string, number, string])[] = [
    ['Images in the files', images, formatAmount(labels, 'label')],
    ['Photos matched', photos, matchText(preview)],
    ['Images that could be several photos', ambiguous, ambiguous === 0 ? '' : 'they change nothing'],
    ['Images without a photo here', missing, missing === 0 ? '' : 'they change nothing'],
    ['Records not taken', refusedRecords, refusedRecords === 0 ? '' : 'each listed below with its reason'],
    ['Records changed to fit', changedRecords, changedRecords === 0 ? '' : 'each listed below with its reason'],
  ]
  return (
    <table className={styles.counts} aria-label="What the files hold">
      <tbody>
        {rows.map(([name, count, fact]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={styles.number}>{formatCount(count)}</td>
            <td className={styles.soft}>
              {name === 'Photos matched' && photos === images && photos > 0 && <CircleCheck size={14} aria-label="all" />} {fact}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
