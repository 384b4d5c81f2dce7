import { useState } from 'react'
import { setDisplay, setThreshold, useDisplay } from '../../state/display'
import { closeDialog, setJobsOpen } from '../../state/navigation'
import type { ScopeKind } from '../../state/photo-scope'
import { useModels } from '../../state/queries'
import { useScopeOptions } from '../../state/use-scope-options'
import { Button } from '../../ui/button'
import { ChoiceList } from '../../ui/choice-list'
import { Dialog } from '../../ui/dialog'
import { ErrorView } from '../../ui/error-view'
import { formatAmount, formatCount } from '../../ui/format'
import { ThresholdSlider } from '../../ui/threshold-slider'
import styles from './annotate-sheet.module.css'
import { ModelChoice } from './model-choice'
import { useRunPreview, useStartRun } from './queries'
import { chosenModels } from './run-choice'

/** Which models on which photos: everything that has to be decided before a run. */
export function AnnotateSheet() {
  const scopes = useScopeOptions()
  const { entries, query } = useModels()
  const remembered = useDisplay((display) => display.runModelIds)
  const threshold = useDisplay((display) => display.threshold)
  const [kind, setKind] = useState<ScopeKind>(scopes.preferred)
  const [redo, setRedo] = useState<'missing' | 'all'>('missing')
  const modelIds = chosenModels(entries, remembered)
  const scope = scopes.scope(kind)
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
          <ChoiceList
            label="Photos"
            value={kind}
            choices={scopes.options.map(({ kind: value, label, photos: amount }) => ({ value, label, fact: amount === undefined ? '' : formatAmount(amount, 'photo') }))}
            onChange={setKind}
          />
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
