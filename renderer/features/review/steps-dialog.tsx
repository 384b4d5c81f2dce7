import { Undo2 } from 'lucide-react'
import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'
import { closeDialog } from '../../state/navigation'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { formatAmount, formatDateTime } from '../../ui/format'
import styles from './steps-dialog.module.css'

const mostShown = 20

/** Steps over many photos, the newest first; the newest can be taken back. */
export function StepsDialog() {
  const steps = useEngineQuery('step.list', {}).data ?? []
  const { mutate, isPending } = useCommand('step.undo')
  return (
    <Dialog title="Steps over many photos" onClose={closeDialog}>
      {steps.length === 0 && <p>Nothing was done to many photos at once yet.</p>}
      <ul className={styles.steps}>
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
    </Dialog>
  )
}
