import { GraduationCap } from 'lucide-react'
import { useEffect } from 'react'
import type { Tune } from '#core/contract/tune'
import { goTo } from '../../state/navigation'
import { useCounts, useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { ErrorView } from '../../ui/error-view'
import { cx } from '../../ui/cx'
import page from '../../ui/page.module.css'
import { useTunes } from './queries'
import { TrainingView } from './training/training-view'
import { TrainingsList } from './training/trainings-list'
import { UnfinishedTraining } from './training/unfinished-training'
import styles from './tune-page.module.css'
import { showNewTraining, showTraining, shownTraining, useTuneView } from './tune-view'
import { TunedModelActionsContext, type TunedModelActions } from './tuned-model-actions'
import { TuneWizard } from './wizard/tune-wizard'

const noTunes: readonly Tune[] = []

/** A model learns from the project's own labels: what from, how it goes, and what came of it. */
export function TunePage({ actions }: { readonly actions: TunedModelActions }) {
  const { data, error, refetch } = useTunes()
  const tunes = data ?? noTunes
  const shown = useTuneView((view) => view.shown)
  const tune = shownTraining(shown, tunes)
  useEffect(() => {
    // It stays on the page when it has ended.
    if (tune !== null && shown.kind === 'running') showTraining(tune.id)
  }, [tune, shown])
  return (
    <section className={cx(page.page, styles.page)} aria-label="Tune">
      <PageHead tune={tune} />
      {error !== null && <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />}
      {tune !== null && (
        <TunedModelActionsContext value={actions}>
          <TrainingView key={tune.id} tune={tune} />
        </TunedModelActionsContext>
      )}
      {tune === null && data !== undefined && <NewTraining tunes={tunes} />}
    </section>
  )
}

function PageHead({ tune }: { readonly tune: Tune | null }) {
  const { titleOf } = useModels()
  return (
    <header className={styles.head}>
      <h1>{tune === null ? 'Tune' : `Tune: ${titleOf(tune.modelId ?? tune.order.modelId)}`}</h1>
      {tune !== null && <Button onClick={showNewTraining}>All trainings</Button>}
    </header>
  )
}

function NewTraining({ tunes }: { readonly tunes: readonly Tune[] }) {
  const photos = useCounts({}).data?.photos
  const interrupted = tunes.find(({ state }) => state === 'interrupted')
  if (photos === 0) {
    return (
      <div className={styles.empty}>
        <EmptyState
          icon={<GraduationCap size={28} />}
          title="No photos to learn from yet"
          text="A model learns from photos that you have labeled and marked as reviewed. Add photos first, then label some of each class."
          action={
            <Button look="primary" onClick={() => goTo('library')}>
              To the library
            </Button>
          }
        />
      </div>
    )
  }
  return (
    <>
      {interrupted !== undefined && <UnfinishedTraining tune={interrupted} progress={null} />}
      <TuneWizard />
      <TrainingsList tunes={tunes} />
    </>
  )
}
