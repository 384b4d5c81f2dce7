import { PencilRuler } from 'lucide-react'
import { useState } from 'react'
import type { TuneMistake, TuneReport } from '#core/contract/tune'
import type { PhotoId } from '#core/model/photo'
import { openPhoto, reviewPhoto } from '../../../state/navigation'
import { selectInLibrary } from '../../../state/select-in-library'
import { usePhotoTile } from '../../../state/use-photo-tile'
import { Button } from '../../../ui/button'
import { formatPercent } from '../../../ui/format'
import { IconButton } from '../../../ui/icon-button'
import { PhotoTile } from '../../../ui/photo-tile'
import styles from './report.module.css'

const mostShown = 12

/** Photos held out that the new version gets most wrong; one press from the viewer and from Review. */
export function WorstMistakes({ worst }: Pick<TuneReport, 'worst'>) {
  const [shown, setShown] = useState(mostShown)
  const mistakes = worst.filter(({ correctness }) => correctness < 1)
  if (mistakes.length === 0) return <p className={styles.soft}>No photo that was held out is answered wrongly.</p>
  return (
    <>
      <ul className={styles.mistakes} aria-label="Worst mistakes">
        {mistakes.slice(0, shown).map((mistake) => (
          <li key={mistake.photoId}>
            <Mistake mistake={mistake} />
          </li>
        ))}
      </ul>
      {mistakes.length > shown && <Button onClick={() => setShown(mistakes.length)}>{`Show all ${mistakes.length}`}</Button>}
    </>
  )
}

function Mistake({ mistake: { photoId, truth, said, confidence } }: { readonly mistake: TuneMistake }) {
  const tile = usePhotoTile(photoId)
  return (
    <>
      <PhotoTile {...tile} action="Open" onOpen={() => openPhoto(photoId)} />
      <dl className={styles.answer}>
        <dt>Labeled</dt>
        <dd>{truth}</dd>
        <dt>Said</dt>
        <dd>{`${said}, ${formatPercent(confidence)} sure`}</dd>
      </dl>
      <IconButton label={`Review ${tile.name}`} icon={<PencilRuler size={15} />} onClick={() => reviewPhoto(photoId)} />
    </>
  )
}

/** Unreviewed photos whose labels would teach most. */
export function LabelNext({ labelNext }: Pick<TuneReport, 'labelNext'>) {
  if (labelNext.length === 0) return <p className={styles.soft}>Every photo that was chosen for the training is reviewed. Add photos to have some proposed here.</p>
  return (
    <>
      <p className={styles.soft}>The new version is unsure of these, and they differ from each other: their labels would teach it most.</p>
      <ul className={styles.tiles} aria-label="Label next">
        {labelNext.map(({ photoId }) => (
          <li key={photoId}>
            <NextPhoto photoId={photoId} />
          </li>
        ))}
      </ul>
      <div className={styles.line}>
        <Button onClick={() => selectInLibrary(labelNext.map(({ photoId }) => photoId))}>Select these in the library</Button>
      </div>
    </>
  )
}

function NextPhoto({ photoId }: { readonly photoId: PhotoId }) {
  return <PhotoTile {...usePhotoTile(photoId)} action="Review" onOpen={() => reviewPhoto(photoId)} />
}
