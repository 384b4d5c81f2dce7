import { useState } from 'react'
import type { ModelEntry } from '#core/contract/runs'
import type { JobId } from '#core/model/job'
import type { PhotoId } from '#core/model/photo'
import { isOver, shareDone } from '../../../state/job-state'
import { comparePhoto } from '../../../state/navigation'
import { hasPicture, photoUrl } from '../../../state/photo-url'
import { useCard } from '../../../state/queries'
import { useJob } from '../../../state/use-job'
import { useScopeOptions } from '../../../state/use-scope-options'
import { Button } from '../../../ui/button'
import { fileName, formatAmount } from '../../../ui/format'
import { ProgressBar } from '../../../ui/progress-bar'
import { useDisagreement, useModelCommands, usePending } from '../queries'
import styles from './evaluate.module.css'

const mostShown = 18

interface DifferingPhotosProps {
  readonly reference: ModelEntry
  readonly others: readonly ModelEntry[]
}

/** Photos on which a model and the reference say different things, the most different first; each opens side by side. */
export function DifferingPhotos({ reference, others }: DifferingPhotosProps) {
  const [otherId, setOtherId] = useState<string | null>(null)
  const other = others.find(({ card }) => card.id === otherId) ?? others[0]
  if (other === undefined) return <p className={styles.soft}>Choose a second model to see where its answers differ.</p>
  return (
    <section className={styles.panel} aria-label="Photos with different answers">
      <div className={styles.line}>
        <h2>Photos with different answers</h2>
        <label>
          {`${reference.card.name} and `}
          <select aria-label="Compared with the reference" value={other.card.id} onChange={(event) => setOtherId(event.currentTarget.value)}>
            {others.map(({ card }) => (
              <option key={card.id} value={card.id}>
                {card.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <PairPhotos key={`${reference.card.id}/${other.card.id}`} modelIds={[reference.card.id, other.card.id]} />
    </section>
  )
}

function PairPhotos({ modelIds }: { readonly modelIds: readonly [string, string] }) {
  const { scope, preferred } = useScopeOptions()
  const { predict, compareAnswers } = useModelCommands()
  const [jobId, setJobId] = useState<JobId | null>(null)
  const { job } = useJob(jobId ?? 0)
  const photos = scope(preferred)
  const pending = usePending(photos, modelIds).data
  const isWorking = predict.isPending || compareAnswers.isPending || (jobId !== null && (job === undefined || !isOver(job)))
  const compared = job?.state === 'done' && job.runId === null
  const [modelId, otherModelId] = modelIds
  const ids = useDisagreement(modelId, otherModelId, compared).data?.ids
  const follow = { onSuccess: (started: { readonly jobId: JobId }) => setJobId(started.jobId) }
  return (
    <>
      {pending !== undefined && pending.photos === 0 && <p className={styles.soft}>The project has no photos yet.</p>}
      {pending !== undefined && pending.pending > 0 && (
        <div className={styles.line}>
          <Button disabled={isWorking} onClick={() => predict.mutate({ scope: photos, modelIds: [...modelIds], redo: 'missing' }, follow)}>
            Predict with both
          </Button>
          <span className={styles.soft}>{`${formatAmount(pending.pending, 'answer')} missing for ${formatAmount(pending.photos, 'photo')}`}</span>
        </div>
      )}
      {pending !== undefined && pending.pending === 0 && pending.photos > 0 && !compared && (
        <div className={styles.line}>
          <Button disabled={isWorking} onClick={() => compareAnswers.mutate({ modelId, otherModelId }, follow)}>
            Find photos that differ
          </Button>
        </div>
      )}
      {isWorking && <ProgressBar label="Comparing" share={job === undefined ? null : shareDone(job)} />}
      {compared && ids !== undefined && (
        <>
          <p className={styles.soft}>The most different answers come first.</p>
          <ul className={styles.photos}>
            {[...ids.subarray(0, mostShown)].map((photoId) => (
              <li key={photoId}>
                <PhotoButton photoId={photoId} onOpen={() => comparePhoto(photoId, modelIds)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function PhotoButton({ photoId, onOpen }: { readonly photoId: PhotoId; readonly onOpen: () => void }) {
  const photo = useCard(photoId)?.photo
  const name = photo === undefined ? `Photo ${photoId}` : fileName(photo.relativePath)
  return (
    <button type="button" className={styles.photo} aria-label={`Compare the answers for ${name}`} onClick={onOpen}>
      {photo !== undefined && hasPicture(photo) && <img src={photoUrl(photo, 'thumbnail')} alt="" decoding="async" draggable={false} />}
      <span title={photo?.relativePath}>{name}</span>
    </button>
  )
}
