import { useState } from 'react'
import { setSort, useLibraryView } from '../../state/library-view'
import { closeDialog } from '../../state/navigation'
import { useModels } from '../../state/queries'
import { modelOption } from '../../state/model-option'
import { useCommand } from '../../state/use-command'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { SelectField } from '../../ui/select-field'
import styles from './disagreement-dialog.module.css'

/** Chooses the two models whose disagreement orders the photos, and compares what was not compared yet. */
export function DisagreementDialog() {
  const { entries } = useModels()
  const sort = useLibraryView((view) => view.sort)
  const [modelId, setModelId] = useState(sort.modelId ?? entries[0]?.card.id ?? '')
  const first = entries.find(({ card }) => card.id === modelId)?.card
  const partners = entries.filter(({ card }) => card.id !== modelId && card.task === first?.task)
  const [otherId, setOtherId] = useState(sort.otherModelId ?? '')
  const otherModelId = partners.find(({ card }) => card.id === otherId)?.card.id ?? partners[0]?.card.id
  const { mutate, isPending } = useCommand('agreement.compute')
  const order = (): void => {
    if (otherModelId === undefined) return
    mutate(
      { modelId, otherModelId },
      {
        onSuccess: () => {
          setSort({ by: 'disagreement', direction: 'descending', modelId, otherModelId })
          closeDialog()
        },
      },
    )
  }
  return (
    <Dialog
      title="Order by disagreement"
      width="narrow"
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={otherModelId === undefined || isPending} onClick={order}>
            Compare and order
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>Photos on which two models of the same task say different things come first: the quickest way to find mistakes.</p>
        <SelectField label="Model" value={modelId} options={entries.map(modelOption)} onChange={setModelId} />
        {partners.length === 0 ? (
          <p>There is no other model of this task. Add one under Models first.</p>
        ) : (
          <SelectField label="Compared with" value={otherModelId ?? ''} options={partners.map(modelOption)} onChange={setOtherId} />
        )}
      </div>
    </Dialog>
  )
}
