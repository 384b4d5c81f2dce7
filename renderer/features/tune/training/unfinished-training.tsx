import { useState } from 'react'
import type { Tune, TuneProgress, TuneState } from '#core/contract/tune'
import { useModels } from '../../../state/queries'
import { Button } from '../../../ui/button'
import { Confirm } from '../../../ui/confirm'
import { ErrorText } from '../../../ui/error-view'
import { formatDateTime } from '../../../ui/format'
import { useTuneCommands } from '../queries'
import styles from './training.module.css'
import { keptText } from './training-text'

const sentences: Readonly<Record<Exclude<TuneState, 'running' | 'done'>, string>> = {
  interrupted: 'was cut off by the end of the program',
  stopped: 'was stopped',
  failed: 'could not go on',
}

interface UnfinishedTrainingProps {
  readonly tune: Tune
  readonly progress: TuneProgress | null
  readonly onChanged: () => void
}

/** A training without an end: go on, keep the best so far, or forget it. */
export function UnfinishedTraining({ tune, progress, onChanged }: UnfinishedTrainingProps) {
  const { goOn, keep, discard } = useTuneCommands()
  const { titleOf } = useModels()
  const [asking, setAsking] = useState(false)
  const { id: tuneId, order, state, startedAtMs, error } = tune
  if (state === 'running' || state === 'done') return null
  const isBusy = goOn.isPending || keep.isPending
  return (
    <section className={styles.unfinished} aria-label={`Unfinished training ${tuneId}`}>
      <p className={styles.strong}>{`The training of ${titleOf(order.modelId)}, begun ${formatDateTime(startedAtMs)}, ${sentences[state]}.`}</p>
      {error !== null && <ErrorText error={error} />}
      <p>{keptText(tune, progress)}</p>
      <div className={styles.line}>
        <Button look="primary" disabled={isBusy} onClick={() => goOn.mutate({ tuneId }, { onSuccess: onChanged })}>
          Go on
        </Button>
        {tune.epochsDone > 0 && (
          <Button disabled={isBusy} onClick={() => keep.mutate({ tuneId }, { onSuccess: onChanged })}>
            Keep the best so far
          </Button>
        )}
        <Button look="quiet" disabled={isBusy} onClick={() => setAsking(true)}>
          Discard…
        </Button>
      </div>
      {asking && (
        <Confirm title="Discard the training" action="Discard" onClose={() => setAsking(false)} onConfirm={() => discard(tuneId)}>
          What it has learnt so far is lost. Photos, labels and models stay as they are.
        </Confirm>
      )}
    </section>
  )
}
