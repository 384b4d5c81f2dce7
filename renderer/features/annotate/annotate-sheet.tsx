import { useState } from 'react'
import { setDisplay, setThreshold, useDisplay } from '../../state/display'
import { isFiltered, useLibraryView } from '../../state/library-view'
import { closeDialog, setJobsOpen } from '../../state/navigation'
import { usePhotoSelection } from '../../state/photo-selection'
import { useCounts, useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorView } from '../../ui/error-view'
import { formatAmount, formatCount } from '../../ui/format'
import { ThresholdSlider } from '../../ui/threshold-slider'
import styles from './annotate-sheet.module.css'
import { ModelChoice } from './model-choice'
import { useRunPreview, useStartRun } from './queries'
import { chosenModels, scopeOf, type ScopeKind } from './run-choice'

/** Which models on which photos: everything that has to be decided before a run. */
export function AnnotateSheet() {
  const selected = usePhotoSelection((selection) => selection.ids)
  const filter = useLibraryView((view) => view.filter)
  const { entries, query } = useModels()
  const remembered = useDisplay((display) => display.runModelIds)
  const threshold = useDisplay((display) => display.threshold)
  const restricted = isFiltered(filter) || filter.folderId !== undefined
  const [kind, setKind] = useState<ScopeKind>(selected.size > 1 ? 'selection' : restricted ? 'filter' : 'library')
  const [redo, setRedo] = useState<'missing' | 'all'>('missing')
  const modelIds = chosenModels(entries, remembered)
  const scope = scopeOf(kind, selected, filter)
  const preview = useRunPreview(scope, modelIds)
  const start = useStartRun()

  const photos = modelIds.length === 0 ? 0 : (preview.data?.photos ?? 0)
  const pairs = redo === 'all' ? photos * modelIds.length : modelIds.length === 0 ? 0 : (preview.data?.pending ?? 0)
  const toggle = (id: string): void => setDisplay({ runModelIds: modelIds.includes(id) ? modelIds.filter((known) => known !== id) : [...modelIds, id] })
  const begin = (): void =>
    start.mutate(
      { scope, modelIds: [...modelIds], redo },
      {
        onSuccess: () => {
          closeDialog()
          setJobsOpen(true)
        },
      },
    )

  return (
    <Dialog
      title="Annotate"
      width="wide"
      onClose={closeDialog}
      footer={
        <>
          <RunSummary models={modelIds.length} photos={photos} pairs={pairs} known={preview.data !== undefined || modelIds.length === 0} />
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={pairs === 0 || start.isPending} onClick={begin}>
            Start
          </Button>
        </>
      }
    >
      <div className={styles.sheet}>
        <fieldset className={styles.group}>
          <legend>Models</legend>
          {query.error !== null && <ErrorView error={query.error} />}
          <div className={styles.models}>
            {entries.map((entry) => (
              <ModelChoice key={entry.card.id} entry={entry} chosen={modelIds.includes(entry.card.id)} onToggle={() => toggle(entry.card.id)} />
            ))}
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend>Photos</legend>
          <ScopeChoice kind={kind} selected={selected.size} restricted={restricted} onChange={setKind} />
          {(redo === 'all' || (photos > 0 && (preview.data?.pending ?? 0) < photos * modelIds.length)) && (
            <label className={styles.again}>
              <input type="checkbox" checked={redo === 'all'} onChange={(event) => setRedo(event.currentTarget.checked ? 'all' : 'missing')} />
              Also photos that have an answer of the same model
            </label>
          )}
        </fieldset>
        <div className={styles.group}>
          <ThresholdSlider value={threshold} heights={[]} onChange={setThreshold} />
          <p className={styles.soft}>Findings from this score on are shown. Weaker ones are kept, so it can be moved at any time.</p>
        </div>
      </div>
    </Dialog>
  )
}

interface ScopeChoiceProps {
  readonly kind: ScopeKind
  readonly selected: number
  readonly restricted: boolean
  readonly onChange: (kind: ScopeKind) => void
}

function ScopeChoice({ kind, selected, restricted, onChange }: ScopeChoiceProps) {
  const filter = useLibraryView((view) => view.filter)
  const filtered = useCounts(filter).data?.photos
  const all = useCounts({}).data?.photos
  const options: readonly { readonly kind: ScopeKind; readonly label: string; readonly photos: number | undefined; readonly offered: boolean }[] = [
    { kind: 'selection', label: 'The selection', photos: selected, offered: selected > 0 },
    { kind: 'filter', label: 'What the library shows now', photos: filtered, offered: restricted },
    { kind: 'library', label: 'All photos of the project', photos: all, offered: true },
  ]
  return (
    <div role="radiogroup" aria-label="Photos">
      {options
        .filter(({ offered }) => offered)
        .map((option) => (
          <label key={option.kind} className={styles.scope}>
            <input type="radio" name="scope" checked={option.kind === kind} onChange={() => onChange(option.kind)} />
            <span>{option.label}</span>
            <span className={styles.soft}>{option.photos === undefined ? '' : formatAmount(option.photos, 'photo')}</span>
          </label>
        ))}
    </div>
  )
}

interface RunSummaryProps {
  readonly models: number
  readonly photos: number
  /** Photo and model pairs still to do. */
  readonly pairs: number
  readonly known: boolean
}

function RunSummary({ models, photos, pairs, known }: RunSummaryProps) {
  const text = (): string => {
    if (models === 0) return 'Choose at least one model.'
    if (!known) return 'Counting…'
    if (photos === 0) return 'No photo to annotate.'
    if (pairs === 0) return 'Every photo has its answers already.'
    return models === 1 ? `${formatAmount(pairs, 'photo')} to do` : `${formatCount(pairs)} answers for ${formatAmount(photos, 'photo')} to do`
  }
  return (
    <p className={styles.summary} role="status">
      {text()}
    </p>
  )
}
