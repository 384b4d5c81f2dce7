import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import { usePreload } from '../../canvas/use-picture'
import { useLabelSession } from '../../state/label-queries'
import { useNavigation } from '../../state/navigation'
import { choosePhoto } from '../../state/photo-selection'
import { hasPicture, photoUrl } from '../../state/photo-url'
import { useCard, useLibraryIds, useModels, usePhoto, usePrefetchPhotos } from '../../state/queries'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import pageStyles from '../../ui/photo-page.module.css'
import { KeyHintsBar } from './key-hints-bar'
import { useReviewEngine } from './queries'
import { PolygonPoints } from './polygon-points'
import { ReviewBar } from './review-bar'
import { ReviewDesk } from './review-desk'
import styles from './review-page.module.css'
import { ReviewPanel } from './review-panel'
import { ReviewStage } from './review-stage'
import { forgetObjects, selectObject } from './review-view'
import { SaveTrouble } from './save-mark'
import { ToolOptions, ToolStrip } from './tool-strip'
import { useNeighbours } from './use-neighbours'
import { useReviewActions } from './use-review-actions'
import { useReviewScene } from './use-review-scene'

interface ReviewPageProps {
  readonly photoId: PhotoId
  /** The neighbours in the order of the library. */
  readonly filmstrip: ReactNode
}

/** One photo to be labeled: predictions to judge, tools to draw, classes and objects beside it. */
export function ReviewPage({ photoId, filmstrip }: ReviewPageProps) {
  const { data, error, refetch } = usePhoto(photoId)
  if (error !== null) return <ErrorView error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />
  return data === undefined ? <div className={pageStyles.waiting} /> : <LoadedReview card={data} filmstrip={filmstrip} />
}

function LoadedReview({ card, filmstrip }: { readonly card: PhotoCard; readonly filmstrip: ReactNode }) {
  const { ids } = useLibraryIds()
  const { titleOf } = useModels()
  const session = useLabelSession()
  const engine = useReviewEngine()
  const [desk] = useState(() => new ReviewDesk(session, engine))
  const [points] = useState(() => new PolygonPoints(desk))
  const photoId = card.photo.id
  const { position, next, previous } = useNeighbours(ids, photoId)
  const { scene, findings } = useReviewScene(card, next)

  const follow = useEffectEvent((shownId: PhotoId) => {
    const shownAt = ids.indexOf(shownId)
    forgetObjects()
    selectObject(useNavigation.getState().reviewObjectKey)
    if (shownAt >= 0) choosePhoto(ids, shownAt, 'replace')
  })
  useEffect(() => follow(photoId), [photoId])
  useEffect(() => {
    desk.put(scene)
    return () => desk.put(null)
  }, [desk, scene])

  usePrefetchPhotos([next, previous].filter((id) => id !== undefined))
  usePreloadedNeighbours(photoId, next, previous)
  useEffect(() => {
    if (next !== undefined) void session.load(next)
  }, [session, next])
  useReviewActions(desk, points, engine, { photoId, next, previous })

  return (
    <div className={pageStyles.page}>
      <section className={pageStyles.center} aria-label="Photo">
        <ReviewBar card={card} reviewState={scene?.content.reviewState ?? null} position={position} count={ids.length} />
        <SaveTrouble />
        <div className={styles.work}>
          <ToolStrip />
          <div className={styles.desk}>
            <ToolOptions />
            {scene === null ? <div className={pageStyles.waiting} /> : <ReviewStage scene={scene} desk={desk} points={points} />}
          </div>
        </div>
        {scene !== null && <KeyHintsBar scene={scene} />}
        {filmstrip}
      </section>
      {scene !== null && <ReviewPanel scene={scene} desk={desk} findings={findings} titleOf={titleOf} />}
    </div>
  )
}

function usePreloadedNeighbours(photoId: PhotoId, next: PhotoId | undefined, previous: PhotoId | undefined): void {
  const nextCard = useCard(next ?? photoId)
  const previousCard = useCard(previous ?? photoId)
  usePreload([nextCard, previousCard].flatMap((card) => (card !== null && card !== undefined && hasPicture(card.photo) ? [photoUrl(card.photo, 'view')] : [])))
}
