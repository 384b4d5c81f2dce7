import { Undo2 } from 'lucide-react'
import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'
import { Button } from '../../ui/button'
import { formatAmount, formatDateTime } from '../../ui/format'
import styles from './accept-all-dialog.module.css'

const mostShown = 5

/** Steps over many photos, the newest first; the newest can be taken back. */
export function StepList() {
  const steps = useEngineQuery('step.list', {}).data ?? []
  const { mutate, isPending } = useCommand('step.undo')
  if (steps.length === 0) return null
  return (
    <section className={styles.steps} aria-label="Steps over many photos">
      <h3>Done before</h3>
      <ul>
        {steps.slice(0, mostShown).map((step, at) => (
          <li key={step.id}>
            <span className={styles.step}>
              <strong>{step.title}</strong>
              <span>{`${formatAmount(step.labels, 'label')} in ${formatAmount(step.photos, 'photo')}, ${formatDateTime(step.madeAtMs)}`}</span>
            </span>
            {at === 0 && (
              <Button icon={<Undo2 size={14} />} disabled={isPending} onClick={() => mutate({ stepId: step.id })}>
                Undo
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
