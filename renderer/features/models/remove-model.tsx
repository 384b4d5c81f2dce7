import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ModelEntry } from '#core/contract/runs'
import { notify } from '../../state/notices'
import { useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { Confirm } from '../../ui/confirm'
import { formatAmount, formatMegabytes } from '../../ui/format'
import { useModelCommands } from './queries'
import { madeFrom } from './version-tree'

/** Deletes a version after it has been said what depends on it. */
export function RemoveModel({ entry }: { readonly entry: ModelEntry }) {
  const { entries } = useModels()
  const { remove } = useModelCommands()
  const [asking, setAsking] = useState(false)
  const { card, predictedPhotos } = entry
  const versions = madeFrom(entries, card.id)
  return (
    <>
      <Button icon={<Trash2 size={14} />} disabled={remove.isPending} onClick={() => setAsking(true)}>
        Remove…
      </Button>
      {asking && (
        <Confirm
          title={`Remove ${card.name}?`}
          action="Remove"
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate({ modelId: card.id }, { onSuccess: () => notify(`${card.name} was removed.`) })}
        >
          {`Its file of ${formatMegabytes(card.bytes)} is deleted. `}
          {predictedPhotos > 0 && `Its answers for ${formatAmount(predictedPhotos, 'photo')} stay, but no new ones can be made. `}
          {versions.length > 0 && `${versions.map((version) => version.card.name).join(', ')} made from it ${versions.length === 1 ? 'stays' : 'stay'} and can still be used. `}
          This cannot be undone.
        </Confirm>
      )}
    </>
  )
}
