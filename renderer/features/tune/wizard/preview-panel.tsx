import { Play } from 'lucide-react'
import type { TuneClassCount } from '#core/contract/tune'
import { toErrorData } from '#core/contract/errors'
import { Button } from '../../../ui/button'
import { DataTable } from '../../../ui/data-table/data-table'
import type { TableColumn } from '../../../ui/data-table/table-column'
import { ErrorText } from '../../../ui/error-view'
import { formatCount } from '../../../ui/format'
import { blockingConcern } from '../concern-groups'
import { ConcernList } from '../concern-list'
import { useTuneCommands } from '../queries'
import { showTraining } from '../tune-view'
import { previewSentences } from './preview-text'
import { remedyOf } from './remedy-of'
import type { WizardState } from './wizard-state'
import styles from './wizard.module.css'

const columns: readonly TableColumn<TuneClassCount>[] = [
  { id: 'name', title: 'Class', leastPx: 112, grow: 3, value: ({ name }) => name },
  { id: 'train', title: 'Learn', leastPx: 62, value: ({ train }) => train, text: ({ train }) => formatCount(train) },
  { id: 'validation', title: 'Choose', leastPx: 70, value: ({ validation }) => validation, text: ({ validation }) => formatCount(validation) },
  { id: 'test', title: 'Measure', leastPx: 76, value: ({ test }) => test, text: ({ test }) => formatCount(test) },
  { id: 'known', title: 'Known', leastPx: 72, grow: 1, value: ({ knownAs }) => knownAs ?? 'new' },
]

/** What a start would work on, what may go wrong, and the start. */
export function PreviewPanel({ draft, order, preview, isCounting, error, model }: Pick<WizardState, 'draft' | 'order' | 'preview' | 'isCounting' | 'error' | 'model'>) {
  const { start, isStarting } = useTuneCommands()
  // The counts are the same then, but it is taken care of.
  const concerns = preview?.concerns.filter(({ kind }) => kind !== 'unbalanced' || draft.balance === 'photos') ?? []
  const blocking = blockingConcern(concerns)
  const canStart = order !== null && preview !== null && error === null && blocking === null && !isCounting && !isStarting
  return (
    <section className={styles.preview} aria-label="Preview" aria-busy={isCounting}>
      <h2>{model === null ? 'Nothing can be trained' : `Train ${model.card.name}`}</h2>
      {error !== null && (
        <div role="alert">
          <ErrorText error={toErrorData(error)} />
        </div>
      )}
      {preview === null && error === null && <p role="status">Counting…</p>}
      {preview !== null && error === null && (
        <>
          {previewSentences(preview).length > 0 && (
            <ul className={styles.sentences}>
              {previewSentences(preview).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          {preview.classes.length > 0 && <DataTable label="Photos per class" columns={columns} rows={preview.classes} keyOf={({ classId }) => String(classId)} />}
          <ConcernList concerns={concerns} remedyOf={(group) => remedyOf(group, { model, classIds: preview.classes.map(({ classId }) => classId), idOf: (name) => preview.classes.find((known) => known.name === name)?.classId ?? null })} />
        </>
      )}
      <div className={styles.start}>
        <p className={styles.soft} role="status">
          {isCounting ? 'Counting…' : blocking === null ? '' : `Cannot start: ${blocking.message}`}
        </p>
        <Button look="primary" size="large" icon={<Play size={15} />} disabled={!canStart} onClick={() => order !== null && start(order, showTraining)}>
          Start
        </Button>
      </div>
    </section>
  )
}
