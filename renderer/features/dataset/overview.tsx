import { Images, Tags } from 'lucide-react'
import { useMemo } from 'react'
import type { DatasetStatistics } from '#core/contract/datasets'
import type { PhotoScope } from '#core/contract/filter'
import { runAction } from '../../state/actions'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { formatCount, formatPercent, formatScore } from '../../ui/format'
import { amountBin, inPercent, measureBin } from './bin-text'
import { balanceText, countTable, labelKindNames, labelOriginNames, reviewStateNames } from './chart-tables'
import { ClassFigure } from './class-figure'
import { CountFigure } from './count-figure'
import styles from './dataset-page.module.css'
import { EmptyPart } from './empty-part'
import { HistogramFigure } from './histogram-figure'
import { PositionFigure } from './position-figure'
import { useDatasetStatistics } from './queries'

/** Numbers about the labels of a selection, as tiles and charts. */
export function Overview({ scope }: { readonly scope: PhotoScope }) {
  const { data, error, refetch } = useDatasetStatistics(scope)
  if (error !== null) return <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />
  if (data === undefined) return <p role="status">Counting…</p>
  if (data.photos === 0) {
    return <EmptyPart icon={<Images size={28} />} title="No photos here" text="Choose other photos above, or add a folder with photos." action={<Button onClick={() => runAction('page.library')}>Go to the library</Button>} />
  }
  return (
    <>
      <Tiles statistics={data} />
      {data.labels === 0 && (
        <EmptyPart
          icon={<Tags size={28} />}
          title="No labels yet"
          text="Draw labels or accept predictions on the Review page, or import labels that you have already."
          action={<Button onClick={() => runAction('labels.import')}>Import labels…</Button>}
        />
      )}
      <Figures statistics={data} />
    </>
  )
}

function Tiles({ statistics }: { readonly statistics: DatasetStatistics }) {
  const { photos, labelledPhotos, labels, classes, balance, photosByReviewState } = statistics
  const finished = photosByReviewState.reviewed + photosByReviewState['reviewed-empty']
  const used = classes.filter((entry) => entry.labels > 0).length
  const tiles: readonly (readonly [string, string, string])[] = [
    ['Photos', formatCount(photos), `${formatCount(labelledPhotos)} with labels`],
    ['Reviewed', formatPercent(photos === 0 ? 0 : finished / photos), `${formatCount(finished)} finished`],
    ['Labels', formatCount(labels), labelledPhotos === 0 ? 'none yet' : `${(labels / labelledPhotos).toFixed(1)} per photo with labels`],
    ['Classes', formatCount(used), classes.length === 0 ? 'none yet' : used === classes.length ? 'all in use' : `${formatCount(classes.length - used)} more without labels`],
    ['Balance of classes', balance === null ? '–' : formatScore(balance), balanceText(statistics) ?? 'needs labels of two classes'],
  ]
  return (
    <dl className={styles.tiles}>
      {tiles.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={styles.value}>{value}</dd>
          <dd className={styles.soft}>{note}</dd>
        </div>
      ))}
    </dl>
  )
}

function Figures({ statistics }: { readonly statistics: DatasetStatistics }) {
  const { classes, photosByReviewState, labelsByKind, labelsByOrigin, labelsPerPhoto, photoSidesPx, labelAreas, positions, labels } = statistics
  const states = useMemo(() => countTable('State', reviewStateNames, photosByReviewState, 'Photos'), [photosByReviewState])
  const kinds = useMemo(() => countTable('Kind', labelKindNames, labelsByKind, 'Labels'), [labelsByKind])
  const origins = useMemo(() => countTable('Origin', labelOriginNames, labelsByOrigin, 'Labels'), [labelsByOrigin])
  const areas = useMemo(() => inPercent(labelAreas), [labelAreas])
  const placed = areas.counts.some((count) => count > 0)
  return (
    <div className={styles.figures}>
      {labels > 0 && <ClassFigure classes={classes} />}
      <CountFigure title="Photos per state" table={states} thing="photo" />
      {labels > 0 && <CountFigure title="Kinds of labels" table={kinds} thing="label" />}
      {labels > 0 && <CountFigure title="Where labels come from" table={origins} thing="label" />}
      {labels > 0 && <HistogramFigure title="Labels per photo" histogram={labelsPerPhoto} unit="labels" thing="photo" binText={amountBin} />}
      {placed && <PositionFigure positions={positions} />}
      {placed && <HistogramFigure title="Size of labels" histogram={areas} unit="% of the photo" thing="label" binText={measureBin} />}
      <HistogramFigure title="Size of photos" histogram={photoSidesPx} unit="px, long side" thing="photo" binText={measureBin} />
    </div>
  )
}
