import { Play, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Run, RunState } from '#core/model/run'
import { useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { formatCount, formatDateTime } from '../../ui/format'
import styles from './jobs-drawer.module.css'
import { useJobCommands } from './queries'
import { RunFailures } from './run-failures'

const stateTexts: Readonly<Record<RunState, string>> = {
  running: 'Running',
  paused: 'Paused',
  interrupted: 'Interrupted',
  done: 'Done',
  cancelled: 'Cancelled',
}

/** A run of an earlier start, from the journal. */
export function RunRow({ run }: { readonly run: Run }) {
  const { titleOf } = useModels()
  const { goOn, retryFailed } = useJobCommands()
  const [failuresShown, setFailuresShown] = useState(false)
  const title = run.modelIds.map(titleOf).join(', ')
  return (
    <li className={styles.job} aria-label={title}>
      <h3 title={title}>{title}</h3>
      <p className={styles.progress}>
        {`${stateTexts[run.state]} · ${formatCount(run.done)} of ${formatCount(run.total)} answers · ${formatDateTime(run.createdAtMs)}`}
      </p>
      {run.failed > 0 && (
        <div className={styles.trouble}>
          <span>{`${formatCount(run.failed)} failed`}</span>
          <Button look="quiet" aria-expanded={failuresShown} onClick={() => setFailuresShown(!failuresShown)}>
            {failuresShown ? 'Hide reasons' : 'Show reasons'}
          </Button>
        </div>
      )}
      {failuresShown && <RunFailures runId={run.id} />}
      <div className={styles.actions}>
        {run.failed > 0 && (
          <Button icon={<RotateCcw size={14} />} onClick={() => retryFailed.mutate({ runId: run.id })}>
            Retry failed
          </Button>
        )}
        {(run.state === 'interrupted' || run.state === 'cancelled') && (
          <Button icon={<Play size={14} />} onClick={() => goOn.mutate({ runId: run.id })}>
            Go on
          </Button>
        )}
      </div>
    </li>
  )
}
