import { useModels } from '../../../state/queries'
import { setModelsView } from '../models-view'
import type { EvaluatedRow } from './evaluated-row'
import styles from './evaluations.module.css'

/** An evaluated model in its colour; leads to everything known of it as long as it is here. */
export function ModelName({ row: { model, color, isReference } }: { readonly row: EvaluatedRow }) {
  const { entries } = useModels()
  const isHere = entries.some(({ card }) => card.id === model.modelId)
  return (
    <span className={styles.named}>
      <span className={styles.dotted}>
        <svg width={10} height={10} aria-hidden>
          <circle cx={5} cy={5} r={5} fill={color} />
        </svg>
        {isHere ? (
          <button type="button" title="Show the model" onClick={() => setModelsView({ part: 'models', modelId: model.modelId, tab: 'facts' })}>
            {model.name}
          </button>
        ) : (
          <span>{model.name}</span>
        )}
      </span>
      {isReference && <span className={styles.badge}>reference</span>}
    </span>
  )
}
