import { Gauge } from 'lucide-react'
import { beginExchange } from '../../../state/exchange'
import { goTo } from '../../../state/navigation'
import { useScopeOptions, type ScopeOption } from '../../../state/use-scope-options'
import { Button } from '../../../ui/button'
import { ChoiceList } from '../../../ui/choice-list'
import { formatAmount, formatCount } from '../../../ui/format'
import type { ChosenModels } from '../evaluate/chosen-models'
import styles from './evaluations.module.css'
import { setEvaluationsView, useEvaluationsView } from './evaluations-view'
import { useEvaluationCommands, useReviewedPhotos } from './queries'

/** Measures the chosen models against the labels of reviewed photos: which photos, and whether speed as well. */
export function StartEvaluation({ models: { chosen, reference } }: { readonly models: ChosenModels }) {
  const { options, preferred, scope } = useScopeOptions()
  const { scopeKind, speed } = useEvaluationsView()
  const { start } = useEvaluationCommands()
  const kind = options.find((option) => option.kind === scopeKind)?.kind ?? preferred
  const counted = useReviewedPhotos(scope(kind))
  const begin = (): void =>
    start.mutate(
      { modelIds: chosen.map(({ card }) => card.id), referenceId: reference.card.id, scope: scope(kind), speed },
      { onSuccess: ({ evaluationId }) => setEvaluationsView({ evaluationId }) },
    )
  return (
    <section className={styles.panel} aria-label="Measure on photos">
      <h2>Measure on photos</h2>
      <PhotosOf options={options} kind={kind} />
      {counted === undefined && <p role="status">Counting…</p>}
      {counted !== undefined && counted.reviewed > 0 && (
        <p className={styles.soft}>{`${formatCount(counted.reviewed)} of ${formatAmount(counted.photos, 'photo')} ${counted.reviewed === 1 ? 'is' : 'are'} reviewed; the models are held against ${counted.reviewed === 1 ? 'its' : 'their'} labels.`}</p>
      )}
      {counted?.reviewed === 0 && <NothingReviewed photos={counted.photos} />}
      <label className={styles.check}>
        <input type="checkbox" checked={speed === 'measured'} onChange={(event) => setEvaluationsView({ speed: event.currentTarget.checked ? 'measured' : 'left-out' })} />
        Measure speed as well; other work waits meanwhile
      </label>
      <div className={styles.line}>
        <Button look="primary" icon={<Gauge size={14} />} disabled={start.isPending || (counted?.reviewed ?? 0) === 0} onClick={begin}>
          {`Evaluate ${formatAmount(chosen.length, 'model')}`}
        </Button>
      </div>
    </section>
  )
}

function PhotosOf({ options, kind }: { readonly options: readonly ScopeOption[]; readonly kind: ScopeOption['kind'] }) {
  return (
    <ChoiceList
      label="Photos"
      value={kind}
      choices={options.map(({ kind: value, label, photos }) => ({ value, label, fact: photos === undefined ? '' : formatAmount(photos, 'photo') }))}
      onChange={(scopeKind) => setEvaluationsView({ scopeKind })}
    />
  )
}

function NothingReviewed({ photos }: { readonly photos: number }) {
  return (
    <div className={styles.nothing} role="status">
      <p>{photos === 0 ? 'There are no photos to measure on yet.' : 'None of these photos is reviewed. Accuracy is told from labels that somebody stands for: label photos and mark them as reviewed, or bring labels from elsewhere.'}</p>
      <div className={styles.line}>
        {photos === 0 ? (
          <Button onClick={() => goTo('library')}>To the library</Button>
        ) : (
          <>
            <Button onClick={() => goTo('review')}>Review photos</Button>
            <Button onClick={() => beginExchange('import')}>Import labels…</Button>
          </>
        )}
      </div>
    </div>
  )
}
