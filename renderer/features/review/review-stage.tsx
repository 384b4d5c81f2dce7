import { CircleAlert, SunMedium } from 'lucide-react'
import { useEffect, useRef, type RefObject } from 'react'
import type { EditorStage } from '../../canvas/editor-stage'
import { useAction } from '../../state/actions'
import { barAction } from '../../state/bar-action'
import { fileName, formatAmount } from '../../ui/format'
import iconButton from '../../ui/icon-button.module.css'
import stageStyles from '../../ui/photo-stage.module.css'
import { Popover } from '../../ui/popover'
import { RangeSlider } from '../../ui/range-slider'
import { ZoomBar } from '../../ui/zoom-bar'
import type { PolygonPoints } from './polygon-points'
import type { ReviewDesk } from './review-desk'
import type { ReviewScene } from './review-scene'
import styles from './review-stage.module.css'
import { useReviewView } from './review-view'
import { TagList } from './tag-list'
import { useEditorStage } from './use-editor-stage'
import { useReviewKeys } from './use-review-keys'

interface ReviewStageProps {
  readonly scene: ReviewScene
  readonly desk: ReviewDesk
  readonly points: PolygonPoints
}

/** The photo with its labels, the tool in hand, and the keys that move things. */
export function ReviewStage({ scene, desk, points }: ReviewStageProps) {
  const frameRef = useRef<HTMLDivElement>(null)
  const photoRef = useRef<HTMLCanvasElement>(null)
  const labelsRef = useRef<HTMLCanvasElement>(null)
  const toolRef = useRef<HTMLCanvasElement>(null)
  const zoomRef = useRef<HTMLOutputElement>(null)
  const { stage, failure } = useEditorStage({ frameRef, photoRef, labelsRef, toolRef, zoomRef }, scene, desk)
  useReviewKeys(desk, points, stage)
  useZoomActions(stage)
  useViewingLight(photoRef)
  useEffect(() => frameRef.current?.focus({ preventScroll: true }), [])

  const { card, content } = scene
  const problem = card.photo.reason ?? failure?.message ?? null
  return (
    <div className={stageStyles.stage}>
      <div ref={frameRef} className={stageStyles.frame} data-testid="stage" tabIndex={-1}>
        <canvas ref={photoRef} role="img" aria-label={fileName(card.photo.relativePath)} />
        <canvas ref={labelsRef} role="img" aria-label={`${formatAmount(content.labels.length, 'label')}, ${formatAmount(scene.ghosts.length, 'open prediction')}, listed beside the photo`} />
        <canvas ref={toolRef} aria-hidden />
      </div>
      <TagList scene={scene} />
      {problem !== null && (
        <p className={stageStyles.problem} role="status">
          <CircleAlert size={15} />
          {problem}
        </p>
      )}
      <ZoomBar label="View" percentRef={zoomRef} zoomOut={barAction('viewer.zoom-out')} zoomIn={barAction('viewer.zoom-in')} fit={barAction('review.fit')}>
        <LightButton />
      </ZoomBar>
    </div>
  )
}

function useZoomActions(stage: EditorStage | null): void {
  useAction('review.fit', () => stage?.view.fit())
  useAction('review.actual-size', () => stage?.view.actualSize())
  useAction('viewer.zoom-in', () => stage?.view.zoomIn())
  useAction('viewer.zoom-out', () => stage?.view.zoomOut())
}

/** Brightness and contrast change how the photo looks here, never the file. */
function useViewingLight(photoRef: RefObject<HTMLCanvasElement | null>): void {
  const brightness = useReviewView((view) => view.brightness)
  const contrast = useReviewView((view) => view.contrast)
  useEffect(() => {
    if (photoRef.current !== null) photoRef.current.style.filter = brightness === 1 && contrast === 1 ? '' : `brightness(${brightness}) contrast(${contrast})`
  }, [photoRef, brightness, contrast])
}

function LightButton() {
  const brightness = useReviewView((view) => view.brightness)
  const contrast = useReviewView((view) => view.contrast)
  const percent = (value: number): string => `${Math.round(value * 100)} %`
  return (
    <Popover
      label="Brightness and contrast, for viewing only"
      align="end"
      trigger={
        <button type="button" className={iconButton.button} aria-label="Brightness and contrast" title="Brightness and contrast, for viewing only">
          <SunMedium size={15} />
        </button>
      }
    >
      <div className={styles.lightPanel}>
        <span>Brightness</span>
        <RangeSlider
          label="Brightness"
          value={brightness}
          least={0.4}
          most={2.5}
          step={0.05}
          valueText={percent(brightness)}
          onChange={(value) => useReviewView.setState({ brightness: value })}
        />
        <span>Contrast</span>
        <RangeSlider
          label="Contrast"
          value={contrast}
          least={0.4}
          most={2.5}
          step={0.05}
          valueText={percent(contrast)}
          onChange={(value) => useReviewView.setState({ contrast: value })}
        />
        <button type="button" className={styles.reset} onClick={() => useReviewView.setState({ brightness: 1, contrast: 1 })}>
          As it is
        </button>
      </div>
    </Popover>
  )
}
