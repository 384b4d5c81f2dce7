import { CircleAlert, Minimize2 } from 'lucide-react'
import { use, type ReactNode } from 'react'
import type { ModelEntry } from '#core/contract/runs'
import { Button } from '../../ui/button'
import { Segmented } from '../../ui/segmented'
import { ArchitectureView } from './analysis/architecture-view'
import { LayersView } from './analysis/layers-view'
import { ModelFacts } from './model-facts'
import { taskTexts } from './model-text'
import { setModelsView, useModelsView, type ModelTab } from './models-view'
import { QuantizationView } from './quantize/quantization-view'
import { beginQuantizing } from './quantize/quantize-choice'
import { RemoveModel } from './remove-model'
import styles from './models-page.module.css'
import { TrainingContext } from './training-context'

const tabs: readonly { readonly value: ModelTab; readonly label: string; isOf(entry: ModelEntry): boolean }[] = [
  { value: 'facts', label: 'Facts', isOf: () => true },
  { value: 'architecture', label: 'Architecture', isOf: ({ usable }) => usable },
  { value: 'layers', label: 'Layers', isOf: ({ usable }) => usable },
  { value: 'quantization', label: 'Quantization', isOf: ({ card }) => card.lineage?.kind === 'quantized' },
  { value: 'training', label: 'Training', isOf: ({ card }) => card.lineage?.kind === 'tuned' },
]

const tabViews: Readonly<Record<ModelTab, (entry: ModelEntry) => ReactNode>> = {
  facts: (entry) => <ModelFacts entry={entry} />,
  architecture: ({ card }) => <ArchitectureView modelId={card.id} />,
  layers: ({ card }) => <LayersView modelId={card.id} />,
  quantization: ({ card }) => <QuantizationView card={card} />,
  training: ({ card }) => <TrainingOf card={card} />,
}

function TrainingOf({ card }: Pick<ModelEntry, 'card'>) {
  return use(TrainingContext)(card)
}

/** Everything known of one model, and what can be done with it. */
export function ModelDetail({ entry }: { readonly entry: ModelEntry }) {
  const { card, usable, problem } = entry
  const wanted = useModelsView((view) => view.tab)
  const offered = tabs.filter((tab) => tab.isOf(entry))
  const tab = offered.some(({ value }) => value === wanted) ? wanted : 'facts'
  return (
    <article className={styles.detail} aria-label={card.name}>
      <header className={styles.detailHead}>
        <div>
          <h2>{card.name}</h2>
          <p className={styles.task}>{taskTexts[card.task]}</p>
        </div>
        {usable && card.lineage?.kind !== 'quantized' && (
          <Button look="primary" icon={<Minimize2 size={14} />} onClick={() => beginQuantizing(card.id)}>
            Quantize…
          </Button>
        )}
        {card.lineage !== undefined && <RemoveModel entry={entry} />}
      </header>
      {!usable && (
        <p className={styles.problem} role="alert">
          <CircleAlert size={15} />
          {problem ?? 'The model file cannot be used.'}
        </p>
      )}
      {offered.length > 1 && (
        <div>
          <Segmented label="About the model" value={tab} options={offered} onChange={(value) => setModelsView({ tab: value })} />
        </div>
      )}
      {tabViews[tab](entry)}
    </article>
  )
}
