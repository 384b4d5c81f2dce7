import { useState } from 'react'
import type { EvaluationDifference, EvaluationReport } from '#core/contract/evaluation'
import { useEngineAccess } from '../../../state/engine-context'
import { comparePhoto } from '../../../state/navigation'
import { presentError } from '../../../state/notices'
import { usePhotoTile } from '../../../state/use-photo-tile'
import { ErrorView } from '../../../ui/error-view'
import { formatPercent } from '../../../ui/format'
import { Pager } from '../../../ui/pager'
import { PhotoTile } from '../../../ui/photo-tile'
import styles from './evaluations.module.css'
import { useEvaluationCommands, useEvaluationDifferences } from './queries'

const pageSize = 24
const everyModel = ''

/** Photos on which a model and the reference differ, worst first, with the truth; each opens side by side. */
export function DifferentAnswers({ report: { evaluation, models } }: { readonly report: EvaluationReport }) {
  const [modelId, setModelId] = useState(everyModel)
  const [offset, setOffset] = useState(0)
  const { data, error } = useEvaluationDifferences({ evaluationId: evaluation.id, modelId: modelId === everyModel ? null : modelId, offset, limit: pageSize })
  const others = models.filter((model) => model.modelId !== evaluation.order.referenceId)
  const nameOf = (id: string): string => models.find((model) => model.modelId === id)?.name ?? id
  const choose = (id: string): void => {
    setModelId(id)
    setOffset(0)
  }
  if (others.length === 0) return null
  return (
    <section className={styles.part} aria-label="Photos with different answers">
      <div className={styles.line}>
        <h2>Photos with different answers</h2>
        <label>
          {`${nameOf(evaluation.order.referenceId)} and `}
          <select aria-label="Compared with the reference" value={modelId} onChange={(event) => choose(event.currentTarget.value)}>
            {others.length > 1 && <option value={everyModel}>every other model</option>}
            {others.map((model) => (
              <option key={model.modelId} value={others.length > 1 ? model.modelId : everyModel}>
                {model.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error !== null && <ErrorView error={error} />}
      {data?.total === 0 && <p className={styles.soft}>They answer every photo the same.</p>}
      <ul className={styles.differences}>
        {data?.differences.map((difference) => (
          <li key={`${difference.photoId} ${difference.modelId}`}>
            <Difference difference={difference} referenceId={evaluation.order.referenceId} nameOf={nameOf} />
          </li>
        ))}
      </ul>
      <Pager offset={offset} pageSize={pageSize} total={data?.total ?? 0} onChange={setOffset} />
    </section>
  )
}

interface DifferenceProps {
  readonly difference: EvaluationDifference
  readonly referenceId: string
  nameOf(modelId: string): string
}

function Difference({ difference, referenceId, nameOf }: DifferenceProps) {
  const { source } = usePhotoTile(difference.photoId)
  const open = useOpenDifference(difference, referenceId)
  return (
    <>
      <PhotoTile name={difference.relativePath} source={source} action="Compare the answers for" onOpen={open} />
      <dl className={styles.answers}>
        <dt>Labels</dt>
        <dd>{difference.truth}</dd>
        <dt>{nameOf(referenceId)}</dt>
        <dd>{withScore(difference.referenceSaid, difference.referenceScore)}</dd>
        <dt>{nameOf(difference.modelId)}</dt>
        <dd>{withScore(difference.said, difference.score)}</dd>
      </dl>
    </>
  )
}

function withScore(said: string, score: number | null): string {
  if (score === null) return said
  return `${said} · ${score === 1 ? 'right' : score === 0 ? 'wrong' : `${formatPercent(score)} right`}`
}

/** Shows both answers side by side; those that the project does not hold yet are made on the way. */
function useOpenDifference({ photoId, modelId }: EvaluationDifference, referenceId: string): () => void {
  const { engine } = useEngineAccess()
  const { predict } = useEvaluationCommands()
  const wanted = { scope: { kind: 'photos' as const, photoIds: [photoId] }, modelIds: [referenceId, modelId] }
  const open = async (): Promise<void> => {
    const { pending } = await engine.call('run.preview', wanted)
    if (pending > 0) predict.mutate({ ...wanted, redo: 'missing' })
    comparePhoto(photoId, [referenceId, modelId])
  }
  return () => void open().catch(presentError)
}
