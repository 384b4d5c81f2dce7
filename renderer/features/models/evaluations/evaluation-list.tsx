import { useState } from 'react'
import type { Evaluation } from '#core/contract/evaluation'
import { useModels } from '../../../state/queries'
import { Button } from '../../../ui/button'
import { Confirm } from '../../../ui/confirm'
import { formatDateTime } from '../../../ui/format'
import { stateNames } from './evaluation-text'
import styles from './evaluations.module.css'
import { setEvaluationsView } from './evaluations-view'
import { useEvaluationCommands, useEvaluations } from './queries'

/** What was measured before, newest first; opened again as it was stored. */
export function EvaluationList() {
  const { data: evaluations } = useEvaluations()
  if (evaluations === undefined || evaluations.length === 0) return null
  return (
    <section className={styles.part} aria-label="Evaluations">
      <h2>Evaluations</h2>
      <ul className={styles.list}>
        {evaluations.map((evaluation) => (
          <EvaluationEntry key={evaluation.id} evaluation={evaluation} />
        ))}
      </ul>
    </section>
  )
}

function EvaluationEntry({ evaluation: { id, state, startedAtMs, order } }: { readonly evaluation: Evaluation }) {
  const { titleOf } = useModels()
  const { remove } = useEvaluationCommands()
  const [asking, setAsking] = useState(false)
  const when = formatDateTime(startedAtMs)
  const names = [order.referenceId, ...order.modelIds.filter((modelId) => modelId !== order.referenceId)].map(titleOf)
  return (
    <li className={styles.entry}>
      <span className={styles.entryTitle}>{names.join(', ')}</span>
      <span className={styles.soft}>{order.scope.kind === 'photos' ? 'chosen photos' : Object.keys(order.scope.filter).length === 0 ? 'all photos' : 'filtered photos'}</span>
      <span className={styles.soft}>{stateNames[state]}</span>
      <span className={styles.soft}>{when}</span>
      <span className={styles.entryActions}>
        <Button aria-label={`Show the evaluation of ${when}`} onClick={() => setEvaluationsView({ evaluationId: id })}>
          {state === 'done' ? 'Report' : 'Show'}
        </Button>
        <Button look="quiet" disabled={state === 'running'} aria-label={`Remove the evaluation of ${when}`} onClick={() => setAsking(true)}>
          Remove…
        </Button>
      </span>
      {asking && (
        <Confirm title="Remove the evaluation?" action="Remove" onClose={() => setAsking(false)} onConfirm={() => remove(id)}>
          Its figures and the list of differing photos are deleted. Models, photos and labels stay as they are.
        </Confirm>
      )}
    </li>
  )
}
