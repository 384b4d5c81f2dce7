import { inTaskOrder } from '../../canvas/scene'
import { usePhotoSelection } from '../../state/photo-selection'
import { usePhoto } from '../../state/queries'
import { ErrorView } from '../../ui/error-view'
import { formatAmount } from '../../ui/format'
import { AnswerSummary } from './answer-summary'
import styles from './inspector.module.css'
import { PhotoFacts } from './photo-facts'

/** Facts and findings of the photo the library is at. */
export function PhotoInspector() {
  const focusId = usePhotoSelection((selection) => selection.focusId)
  const chosen = usePhotoSelection((selection) => selection.ids.size)
  const { data, error } = usePhoto(focusId)
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {chosen > 1 && <p className={styles.chosen}>{`${formatAmount(chosen, 'photo')} selected`}</p>}
      {focusId === null && <p className={styles.hint}>Select a photo to see its facts and what the models found.</p>}
      {error !== null && <ErrorView error={error} />}
      {focusId !== null && data !== undefined && (
        <>
          <PhotoFacts card={data} />
          {inTaskOrder(data.answers).map((answer) => (
            <AnswerSummary key={answer.modelId} answer={answer} />
          ))}
          {data.answers.length === 0 && <p className={styles.hint}>No model has seen this photo yet.</p>}
        </>
      )}
    </aside>
  )
}
