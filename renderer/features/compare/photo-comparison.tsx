import type { PhotoId } from '#core/model/photo'
import { useModels, usePhoto } from '../../state/queries'
import { ErrorView } from '../../ui/error-view'
import styles from './compare-page.module.css'
import { comparablePairs, isOfModels } from './compare-sources'
import { PairView } from './pair-view'

interface PhotoComparisonProps {
  readonly photoId: PhotoId
  readonly modelIds: readonly [string, string]
}

/** How two models answer one photo, as part of another page; both have to have seen it. */
export function PhotoComparison({ photoId, modelIds }: PhotoComparisonProps) {
  const { data, error } = usePhoto(photoId)
  const { titleOf } = useModels()
  if (error !== null) return <ErrorView error={error} />
  const pair = comparablePairs(data?.answers ?? []).find((known) => isOfModels(known, modelIds))
  if (data === undefined || pair === undefined) return <div className={styles.waiting} />
  const [first, second] = modelIds
  const ordered = { ...pair, left: { kind: 'model', modelId: first }, right: { kind: 'model', modelId: second } } as const
  return (
    <div className={styles.embedded}>
      <PairView card={data} pair={ordered} arrangement="beside" titles={{ left: titleOf(first), right: titleOf(second) }} />
    </div>
  )
}
