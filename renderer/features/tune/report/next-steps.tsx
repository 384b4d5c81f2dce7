import { GitCompareArrows, Minimize2, Smartphone, Sparkles } from 'lucide-react'
import { use } from 'react'
import type { ModelCard } from '#core/model/model-card'
import { Button } from '../../../ui/button'
import { TunedModelActionsContext } from '../tuned-model-actions'
import styles from './report.module.css'

/** What the new version can be used for now. */
export function NextSteps({ card: { id, lineage } }: { readonly card: ModelCard }) {
  const actions = use(TunedModelActionsContext)
  if (actions === null) return null
  return (
    <div className={styles.line} role="group" aria-label="What to do with it">
      <Button look="primary" icon={<Sparkles size={14} />} onClick={() => actions.annotate(id)}>
        Annotate with it…
      </Button>
      <Button icon={<Minimize2 size={14} />} onClick={() => actions.quantize(id)}>
        Quantize it…
      </Button>
      {lineage?.kind === 'tuned' && (
        <Button icon={<GitCompareArrows size={14} />} onClick={() => actions.compare([lineage.madeFrom.modelId, id])}>
          Compare
        </Button>
      )}
      <Button icon={<Smartphone size={14} />} onClick={() => actions.sendToPhone(id)}>
        Send to a phone
      </Button>
    </div>
  )
}
