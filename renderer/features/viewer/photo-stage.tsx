import { CircleAlert } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import { findingsOf } from '../../canvas/scene'
import { usePreload } from '../../canvas/use-picture'
import { runAction, useAction } from '../../state/actions'
import { barAction } from '../../state/bar-action'
import { hasPicture, photoUrl } from '../../state/photo-url'
import { useCard, useModels } from '../../state/queries'
import { useViewerView } from '../../state/viewer-view'
import { fileName, formatAmount } from '../../ui/format'
import stageStyles from '../../ui/photo-stage.module.css'
import { ZoomBar } from '../../ui/zoom-bar'
import { TagPlates } from './tag-plates'
import { useStage } from './use-stage'
import styles from './photo-stage.module.css'

interface PhotoStageProps {
  readonly card: PhotoCard
  readonly nextId: PhotoId | undefined
  readonly previousId: PhotoId | undefined
}

/** The photo with its overlay, zoomed and moved by pointer and keys. */
export function PhotoStage({ card, nextId, previousId }: PhotoStageProps) {
  const { nameOf } = useModels()
  const findings = useMemo(() => findingsOf(card.answers, nameOf), [card.answers, nameOf])
  const frameRef = useRef<HTMLDivElement>(null)
  const photoRef = useRef<HTMLCanvasElement>(null)
  const overlayRef = useRef<HTMLCanvasElement>(null)
  const zoomRef = useRef<HTMLOutputElement>(null)
  const { stage, failure } = useStage({ frameRef, photoRef, overlayRef, zoomRef, card, findings, nameOf })
  const next = useCard(nextId ?? card.photo.id)
  const previous = useCard(previousId ?? card.photo.id)
  usePreload([next, previous].flatMap((neighbour) => (neighbour !== null && neighbour !== undefined && hasPicture(neighbour.photo) ? [photoUrl(neighbour.photo, 'view')] : [])))

  useAction('viewer.fit', () => stage?.view.fit())
  useAction('viewer.actual-size', () => stage?.view.actualSize())
  useAction('viewer.zoom-in', () => stage?.view.zoomIn())
  useAction('viewer.zoom-out', () => stage?.view.zoomOut())

  const { photo } = card
  const problem = photo.reason ?? failure?.message ?? null
  return (
    <div className={stageStyles.stage}>
      <div ref={frameRef} className={stageStyles.frame} data-testid="stage">
        <canvas ref={photoRef} role="img" aria-label={fileName(photo.relativePath)} />
        <canvas ref={overlayRef} role="img" aria-label={`${formatAmount(findings.length, 'finding')}, listed in the inspector`} />
      </div>
      <TagPlates findings={findings} labels={card.labels} />
      {problem !== null && (
        <p className={stageStyles.problem} role="status">
          <CircleAlert size={15} />
          {problem}
        </p>
      )}
      <SoloNote />
      <ZoomBar label="Zoom" percentRef={zoomRef} zoomOut={barAction('viewer.zoom-out')} zoomIn={barAction('viewer.zoom-in')} fit={barAction('viewer.fit')} />
    </div>
  )
}

/** Says that classes are missing from the picture on purpose. */
function SoloNote() {
  const soloName = useViewerView((view) => view.soloName)
  const hidden = useViewerView((view) => view.hiddenNames.size)
  if (soloName === null && hidden === 0) return null
  return (
    <button type="button" className={styles.solo} onClick={() => runAction('viewer.show-all')}>
      {soloName === null ? `${formatAmount(hidden, 'class', 'classes')} hidden` : `Only ${soloName}`}
      <span>Show all</span>
    </button>
  )
}
