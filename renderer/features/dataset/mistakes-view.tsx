import { CircleCheck, Sparkles } from 'lucide-react'
import { useState } from 'react'
import type { PhotoScope } from '#core/contract/filter'
import type { Finding } from '../../canvas/scene'
import { runAction } from '../../state/actions'
import { useClasses } from '../../state/label-queries'
import { reviewObject } from '../../state/navigation'
import { useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { formatAmount, formatScore } from '../../ui/format'
import { Pager } from '../../ui/pager'
import { RangeSlider } from '../../ui/range-slider'
import styles from './dataset-page.module.css'
import { setDatasetView, useDatasetView } from './dataset-view'
import { EmptyPart } from './empty-part'
import { mistakeKey } from './mistake-key'
import { mistakeText } from './mistake-text'
import lists from './photo-lists.module.css'
import { PhotoThumbnail } from './photo-thumbnail'
import { useMistakes } from './queries'

const pageSize = 50

/** Where people and a model disagree although the model is sure. */
export function MistakesView({ scope }: { readonly scope: PhotoScope }) {
  const { entries } = useModels()
  const { modelId: wanted, scoreAtLeast } = useDatasetView()
  // A model of masks gives no scores to be sure by.
  const models = entries.filter(({ card, predictedPhotos }) => card.task !== 'segmentation' && predictedPhotos > 0)
  const model = (models.find(({ card }) => card.id === wanted) ?? models[0])?.card
  if (model === undefined) {
    return (
      <EmptyPart
        icon={<Sparkles size={28} />}
        title="No predictions to compare with"
        text="Run a model that names photos or finds objects over them first; then what it sees is compared with the labels."
        action={<Button onClick={() => runAction('annotate.start')}>Annotate…</Button>}
      />
    )
  }
  return (
    <>
      <div className={styles.line}>
        <label className={styles.line}>
          <span>Compared with</span>
          <select value={model.id} onChange={(event) => setDatasetView({ modelId: event.currentTarget.value })}>
            {models.map(({ card }) => (
              <option key={card.id} value={card.id}>
                {card.name}
              </option>
            ))}
          </select>
        </label>
        <span>Score at least</span>
        <div className={styles.slider}>
          <RangeSlider
            label="Score at least"
            value={scoreAtLeast}
            least={0.3}
            most={0.99}
            step={0.01}
            valueText={formatScore(scoreAtLeast)}
            onChange={(value) => setDatasetView({ scoreAtLeast: value })}
          />
        </div>
        <output>{formatScore(scoreAtLeast)}</output>
      </div>
      <MistakeList key={`${model.id}/${scoreAtLeast}`} scope={scope} modelId={model.id} findingKind={model.task === 'detection' ? 'box' : 'tag'} scoreAtLeast={scoreAtLeast} />
    </>
  )
}

interface MistakeListProps {
  readonly scope: PhotoScope
  readonly modelId: string
  readonly findingKind: Finding['kind']
  readonly scoreAtLeast: number
}

function MistakeList({ scope, modelId, findingKind, scoreAtLeast }: MistakeListProps) {
  const [offset, setOffset] = useState(0)
  const { data, error } = useMistakes(scope, modelId, scoreAtLeast, offset, pageSize)
  const { byId } = useClasses()
  if (error !== null) return <ErrorView error={error} />
  if (data === undefined) return <p role="status">Comparing…</p>
  if (data.total === 0) {
    return <EmptyPart icon={<CircleCheck size={28} />} title="Nothing stands out" text="In reviewed photos the labels and this model agree wherever the model is this sure. Photos that nobody has finished are left out." />
  }
  return (
    <>
      <div className={styles.line}>
        <span className={styles.soft}>{`${formatAmount(data.total, 'place')} to look at, the surest first. A photo opens in Review with the place selected.`}</span>
        <span className={styles.space} />
        <Pager offset={offset} pageSize={pageSize} total={data.total} onChange={setOffset} />
      </div>
      <ol className={lists.mistakes} aria-label="Likely mistakes">
        {data.mistakes.map((mistake) => (
          <li key={`${mistake.photoId}/${mistake.kind}/${mistake.labelId ?? ''}/${mistake.predicted?.rank ?? ''}`}>
            <PhotoThumbnail photoId={mistake.photoId} onOpen={(photoId) => reviewObject(photoId, mistakeKey(mistake, modelId, findingKind))} />
            <p>{mistakeText(mistake, (classId) => byId.get(classId)?.name ?? `class ${classId}`)}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
