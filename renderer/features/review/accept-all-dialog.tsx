import { useState } from 'react'
import type { PhotoScope } from '#core/contract/filter'
import { useDisplay } from '../../state/display'
import { useLibraryView } from '../../state/library-view'
import { closeDialog } from '../../state/navigation'
import { usePhotoSelection } from '../../state/photo-selection'
import { useLibraryIds, useModels } from '../../state/queries'
import { modelOption } from '../../state/model-option'
import { useCommand } from '../../state/use-command'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { formatAmount } from '../../ui/format'
import { Segmented } from '../../ui/segmented'
import { SelectField } from '../../ui/select-field'
import { ThresholdSlider } from '../../ui/threshold-slider'
import styles from './accept-all-dialog.module.css'

type ScopeKind = 'filter' | 'selection'

/** Turns predictions of one model into labels in many photos at once, as one step. */
export function AcceptAllDialog() {
  const { entries } = useModels()
  const { ids } = useLibraryIds()
  const filter = useLibraryView((view) => view.filter)
  const chosen = usePhotoSelection((selection) => selection.ids)
  const [modelId, setModelId] = useState(entries[0]?.card.id ?? '')
  const [threshold, setThreshold] = useState(() => useDisplay.getState().threshold)
  const [scopeKind, setScopeKind] = useState<ScopeKind>(chosen.size > 1 ? 'selection' : 'filter')
  const { mutate, isPending } = useCommand('label.accept-all')
  const scope: PhotoScope = scopeKind === 'filter' ? { kind: 'filter', filter } : { kind: 'photos', photoIds: [...chosen] }
  const options = [
    { value: 'filter', label: `All shown (${formatAmount(ids.length, 'photo')})` },
    ...(chosen.size > 0 ? ([{ value: 'selection', label: `Selected (${formatAmount(chosen.size, 'photo')})` }] as const) : []),
  ] as const
  return (
    <Dialog
      title="Accept predictions in many photos"
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="primary" disabled={modelId === '' || isPending} onClick={() => mutate({ scope, modelId, threshold }, { onSuccess: closeDialog })}>
            Accept
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <SelectField label="Predictions of" value={modelId} options={entries.map(modelOption)} onChange={setModelId} />
        <Segmented label="Photos" value={scopeKind} options={options} onChange={setScopeKind} />
        <ThresholdSlider value={threshold} heights={[]} onChange={setThreshold} />
        <p>Every prediction from the threshold up becomes a label. Reviewed photos, predictions that were judged before, and your own labels stay as they are. The whole step can be undone.</p>
      </div>
    </Dialog>
  )
}
