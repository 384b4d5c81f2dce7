import { ChevronLeft, ChevronRight } from 'lucide-react'
import { use, useState } from 'react'
import type { PhotoId } from '#core/model/photo'
import { setThreshold, useDisplay } from '../../../state/display'
import { comparePhoto } from '../../../state/navigation'
import { useLibraryIds, useModels, usePhoto } from '../../../state/queries'
import { Button } from '../../../ui/button'
import { fileName, formatCount } from '../../../ui/format'
import { IconButton } from '../../../ui/icon-button'
import { ThresholdSlider } from '../../../ui/threshold-slider'
import { ComparisonContext } from '../comparison-context'
import { useModelCommands } from '../queries'
import styles from './quantize.module.css'

interface AnswerPreviewProps {
  /** The float model first, then the version made from it. */
  readonly modelIds: readonly [string, string]
}

/** The answers of two models on a photo of the person, side by side; photos they have not seen are predicted on demand. */
export function AnswerPreview({ modelIds }: AnswerPreviewProps) {
  const { ids } = useLibraryIds()
  const { entries } = useModels()
  const usable = modelIds.every((id) => entries.some((entry) => entry.card.id === id && entry.usable))
  const [photoId, setPhotoId] = useState<PhotoId | null>(null)
  const { predict } = useModelCommands()
  const threshold = useDisplay((display) => display.threshold)
  const comparison = use(ComparisonContext)
  const shown = usePhoto(photoId).data
  const isAnswered = modelIds.every((id) => shown?.answers.some(({ modelId, status, current }) => modelId === id && status === 'done' && current))
  const failure = shown?.answers.find(({ modelId, status }) => modelIds.includes(modelId) && status === 'failed')
  const at = photoId === null ? -1 : ids.indexOf(photoId)
  const show = (next: number): void => {
    const id = ids[next]
    if (id === undefined) return
    setPhotoId(id)
    predict.mutate({ scope: { kind: 'photos', photoIds: [id] }, modelIds: [...modelIds], redo: 'missing' })
  }
  if (!usable) return null
  return (
    <section aria-label="Answers before and after" className={styles.preview}>
      <div className={styles.line}>
        <h3 className={styles.heading}>Answers before and after</h3>
        {photoId !== null && (
          <span className={styles.numbers}>
            <span className={styles.threshold}>
              <ThresholdSlider value={threshold} heights={[]} onChange={setThreshold} />
            </span>
            <span>{`${shown === undefined ? '' : fileName(shown.photo.relativePath)} (${formatCount(at + 1)} of ${formatCount(ids.length)})`}</span>
            <IconButton label="Previous photo" disabled={at <= 0} icon={<ChevronLeft size={15} />} onClick={() => show(at - 1)} />
            <IconButton label="Next photo" disabled={at + 1 >= ids.length} icon={<ChevronRight size={15} />} onClick={() => show(at + 1)} />
            <Button onClick={() => comparePhoto(photoId, modelIds)}>Open in the viewer</Button>
          </span>
        )}
      </div>
      {ids.length === 0 && <p className={styles.soft}>Add photos to the library to see the answers side by side.</p>}
      {ids.length > 0 && photoId === null && <Button onClick={() => show(0)}>Show on a photo of the library</Button>}
      {photoId !== null && failure !== undefined && <p role="alert">{failure.reason}</p>}
      {photoId !== null && failure === undefined && (isAnswered ? comparison(photoId, modelIds) : <p role="status">Predicting…</p>)}
    </section>
  )
}
