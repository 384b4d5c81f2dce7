import { ArrowLeft } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import { keyOf } from '../../state/key-map'
import { useAction } from '../../state/actions'
import { setThreshold, useDisplay } from '../../state/display'
import { openPhoto, setViewerMode, useNavigation } from '../../state/navigation'
import { useLibraryIds, useModels, usePhoto } from '../../state/queries'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { fileName } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { Segmented } from '../../ui/segmented'
import { ThresholdSlider } from '../../ui/threshold-slider'
import styles from './compare-page.module.css'
import { comparablePairs, isOfModels, sourceText, type ComparedPair, type SourceId } from './compare-sources'
import { PairView, type Arrangement } from './pair-view'

const arrangements: readonly { readonly value: Arrangement; readonly label: string }[] = [
  { value: 'beside', label: 'Side by side' },
  { value: 'above', label: 'Overlaid' },
]

interface ComparePageProps {
  readonly photoId: PhotoId
  /** The neighbours in the order of the library. */
  readonly filmstrip: ReactNode
}

/** One photo as two models see it, or a model and people. */
export function ComparePage({ photoId, filmstrip }: ComparePageProps) {
  const { ids } = useLibraryIds()
  const { data, error, refetch } = usePhoto(photoId)
  const position = ids.indexOf(photoId)
  const next = ids[position + 1]
  const previous = position > 0 ? ids[position - 1] : undefined
  const close = (): void => setViewerMode('look')
  useAction('viewer.close', close)
  useAction('viewer.compare', close)
  useAction('viewer.next', () => next !== undefined && openPhoto(next), { enabled: next !== undefined })
  useAction('viewer.previous', () => previous !== undefined && openPhoto(previous), { enabled: previous !== undefined })
  return (
    <section className={styles.page} aria-label="Compare">
      {error !== null && <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />}
      {error === null && (data === undefined ? <div className={styles.waiting} /> : <Comparison card={data} onClose={close} />)}
      {filmstrip}
    </section>
  )
}

function Comparison({ card, onClose }: { readonly card: PhotoCard; readonly onClose: () => void }) {
  const pairs = useMemo(() => comparablePairs(card.answers), [card.answers])
  const [chosen, setChosen] = useState<string | null>(null)
  const [arrangement, setArrangement] = useState<Arrangement>('beside')
  const threshold = useDisplay((display) => display.threshold)
  const { titleOf } = useModels()
  const title = (source: SourceId): string => (source.kind === 'labels' ? 'Labels' : titleOf(source.modelId))
  const textOf = ({ left, right }: ComparedPair): string => `${sourceText(left)} / ${sourceText(right)}`
  const wanted = useNavigation((navigation) => navigation.comparedModelIds)
  const pair = pairs.find((known) => textOf(known) === chosen) ?? pairs.find((known) => wanted !== null && isOfModels(known, wanted)) ?? pairs[0]
  return (
    <>
      <header className={styles.bar}>
        <IconButton label="Back to the photo" keys={[keyOf('viewer.compare') ?? '']} icon={<ArrowLeft size={16} />} onClick={onClose} />
        <h1 title={card.photo.relativePath}>{fileName(card.photo.relativePath)}</h1>
        {pair !== undefined && (
          <>
            <select aria-label="What is compared" value={textOf(pair)} onChange={(event) => setChosen(event.currentTarget.value)}>
              {pairs.map((known) => (
                <option key={textOf(known)} value={textOf(known)}>
                  {`${title(known.left)} and ${title(known.right)}`}
                </option>
              ))}
            </select>
            <Segmented label="Arrangement" value={arrangement} options={arrangements} onChange={setArrangement} />
            <div className={styles.threshold}>
              <ThresholdSlider value={threshold} heights={[]} onChange={setThreshold} />
            </div>
          </>
        )}
      </header>
      {pair === undefined ? (
        <p className={styles.nothing}>No model has seen this photo yet: there is nothing to compare.</p>
      ) : (
        <PairView key={textOf(pair)} card={card} pair={pair} arrangement={arrangement} titles={{ left: title(pair.left), right: title(pair.right) }} />
      )}
    </>
  )
}
