import { useState } from 'react'
import type { Tune, TuneProgress, TuneState } from '#core/contract/tune'
import { useModels } from '../../../state/queries'
import { Button } from '../../../ui/button'
import { Confirm } from '../../../ui/confirm'
import { ErrorText } from '../../../ui/error-view'
import { formatDateTime } from '../../../ui/format'
import { useTuneCommands } from '../queries'
import { showTraining } from '../tune-view'
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
}

/** A training without an end: go on, keep the best so far, or forget it. */
export function UnfinishedTraining({ tune, progress }: UnfinishedTrainingProps) {
  const { goOn, keep, discard } = useTuneCommands()
  const { titleOf } = useModels()
  const [asking, setAsking] = useState(false)
  const { id: tuneId, order, state, startedAtMs, error } = tune
  if (state === 'running' || state === 'done') return null
  const isBusy = goOn.isPending || keep.isPending
  const begin = (command: typeof goOn): void => {
    // Before the command: this part is gone as soon as the training runs.
    showTraining(tuneId)
    command.mutate({ tuneId })
  }
  return (
    <section className={styles.unfinished} aria-label={`Unfinished training ${tuneId}`}>
      <p className={styles.strong}>{`The training of ${titleOf(order.modelId)}, begun ${formatDateTime(startedAtMs)}, ${sentences[state]}.`}</p>
      {error !== null && <ErrorText error={error} />}
      <p>{keptText(tune, progress)}</p>
      <div className={styles.line}>
        <Button look="primary" disabled={isBusy} onClick={() => begin(goOn)}>
          Go on
        </Button>
        {tune.epochsDone > 0 && (
          <Button disabled={isBusy} onClick={() => begin(keep)}>
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
