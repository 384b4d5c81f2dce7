import type { LabelSource } from '#core/contract/datasets'
import { useModels } from '../../state/queries'
import { Segmented } from '../../ui/segmented'
import { ThresholdSlider } from '../../ui/threshold-slider'
import { setExportChoice } from './export-choice'
import styles from './export-dialog.module.css'

const sources = [
  { value: 'labels', label: 'Labels' },
  { value: 'predictions', label: 'Predictions' },
] as const

/** Labels that people made or accepted, or what a model predicts. */
export function SourceChoice({ source }: { readonly source: LabelSource }) {
  const models = useModels().entries.filter(({ predictedPhotos }) => predictedPhotos > 0)
  if (models.length === 0) return <p className={styles.soft}>Labels. Predictions can be exported once a model has run.</p>
  return (
    <div className={styles.fields}>
      <Segmented label="What" value={source.kind} options={sources} onChange={(kind) => setExportChoice({ source: kind })} />
      {source.kind === 'predictions' && (
        <>
          <label className={styles.field}>
            <span>Of</span>
            <select value={source.modelId} onChange={(event) => setExportChoice({ modelId: event.currentTarget.value })}>
              {models.map(({ card }) => (
                <option key={card.id} value={card.id}>
                  {card.name}
                </option>
              ))}
            </select>
          </label>
          <ThresholdSlider value={source.threshold} heights={[]} onChange={(threshold) => setExportChoice({ threshold })} />
          <p className={styles.soft}>The files say that these are predictions, where the format allows it.</p>
        </>
      )}
    </div>
  )
}
