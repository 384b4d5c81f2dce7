import { useEffect, useEffectEvent, type ReactNode } from 'react'
import type { PhotoId } from '#core/model/photo'
import { useAction } from '../../state/actions'
import { closePhoto, openPhoto, reviewPhoto, setViewerMode } from '../../state/navigation'
import { useInspectorAction, useInspectorHidden } from '../../state/panels'
import { choosePhoto } from '../../state/photo-selection'
import { useLibraryIds, usePhoto, usePrefetchPhotos } from '../../state/queries'
import { forgetFindings } from '../../state/viewer-view'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import pageStyles from '../../ui/photo-page.module.css'
import { Filmstrip } from './filmstrip'
import { FindingsPanel } from './findings-panel'
import { PhotoStage } from './photo-stage'
import { ViewerBar } from './viewer-bar'
import styles from './viewer-page.module.css'

interface ViewerPageProps {
  readonly photoId: PhotoId
  /** Switches for what is drawn on the photo. */
  readonly toggles: ReactNode
  /** What is known of the file. */
  readonly facts: ReactNode
}

/** One photo owning the screen, with its findings beside it and its neighbours below. */
export function ViewerPage({ photoId, toggles, facts }: ViewerPageProps) {
  const { ids } = useLibraryIds()
  const { data, error, refetch } = usePhoto(photoId)
  const inspectorHidden = useInspectorHidden()
  const position = ids.indexOf(photoId)
  const next = ids[position + 1]
  const previous = position > 0 ? ids[position - 1] : undefined

  const follow = useEffectEvent((shownId: PhotoId) => {
    const shownAt = ids.indexOf(shownId)
    forgetFindings()
    if (shownAt >= 0) choosePhoto(ids, shownAt, 'replace')
  })
  // The selection follows the viewer, not the other way round.
  useEffect(() => follow(photoId), [photoId])

  usePrefetchPhotos([next, previous].filter((id) => id !== undefined))
  useAction('viewer.close', closePhoto)
  useAction('viewer.next', () => next !== undefined && openPhoto(next), { enabled: next !== undefined })
  useAction('viewer.previous', () => previous !== undefined && openPhoto(previous), { enabled: previous !== undefined })
  useAction('viewer.compare', () => setViewerMode('compare'))
  useAction('review.open', () => reviewPhoto(photoId))
  useInspectorAction()

  return (
    <div className={pageStyles.page}>
      <section className={pageStyles.center} aria-label="Photo">
        <ViewerBar card={data ?? null} position={position} count={ids.length} toggles={toggles} />
        {error !== null && <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />}
        {error === null && data === undefined && <div className={pageStyles.waiting} />}
        {data !== undefined && <PhotoStage card={data} nextId={next} previousId={previous} />}
        <Filmstrip ids={ids} photoId={photoId} onOpen={openPhoto} />
      </section>
      {!inspectorHidden && (
        <aside className={styles.side} aria-label="Inspector">
          {data !== undefined && <FindingsPanel card={data} />}
          {facts}
        </aside>
      )}
    </div>
  )
}
