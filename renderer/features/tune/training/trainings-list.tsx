import { useState } from 'react'
import type { Tune } from '#core/contract/tune'
import { useModels } from '../../../state/queries'
import { Button } from '../../../ui/button'
import { Confirm } from '../../../ui/confirm'
import { formatDateTime } from '../../../ui/format'
import { useTuneCommands } from '../queries'
import { showTraining } from '../tune-view'
import styles from './training.module.css'
import { stateNames } from './training-text'

/** Every training of the project, newest first. */
export function TrainingsList({ tunes }: { readonly tunes: readonly Tune[] }) {
  if (tunes.length === 0) return null
  return (
    <section className={styles.list} aria-label="Trainings">
      <h2>Trainings</h2>
      <ul>
        {tunes.map((tune) => (
          <TrainingRow key={tune.id} tune={tune} />
        ))}
      </ul>
    </section>
  )
}

function TrainingRow({ tune }: { readonly tune: Tune }) {
  const { titleOf } = useModels()
  const { discard } = useTuneCommands()
  const [asking, setAsking] = useState(false)
  const title = tune.modelId === null ? titleOf(tune.order.modelId) : titleOf(tune.modelId)
  return (
    <li className={styles.row}>
      <span className={styles.rowTitle}>{title}</span>
      <span className={styles.soft}>{stateNames[tune.state]}</span>
      <span className={styles.soft}>{formatDateTime(tune.startedAtMs)}</span>
      <span className={styles.rowActions}>
        <Button aria-label={`Show the training of ${title}, ${formatDateTime(tune.startedAtMs)}`} onClick={() => showTraining(tune.id)}>
          {tune.state === 'done' ? 'Report' : 'Show'}
        </Button>
        <Button look="quiet" disabled={tune.state === 'running'} aria-label={`Forget the training of ${title}, ${formatDateTime(tune.startedAtMs)}`} onClick={() => setAsking(true)}>
          Forget…
        </Button>
      </span>
      {asking && (
        <Confirm title="Forget the training" action="Forget" onClose={() => setAsking(false)} onConfirm={() => discard(tune.id)}>
          {tune.state === 'done' ? 'It is taken out of this list. The version that it made stays, with its report.' : 'What it has learnt so far is lost. Photos, labels and models stay as they are.'}
        </Confirm>
      )}
    </li>
  )
}
