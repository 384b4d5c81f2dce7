import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import { finishedReviewStates } from '#core/model/review-state'
import { maskPicture } from '../../canvas/mask-picture'
import { rasterOf } from '../../canvas/mask-raster'
import { findingsOf, visibleFindings, type Finding, type NameOf } from '../../canvas/scene'
import { topFinding } from '../../canvas/top-finding'
import { useDisplay } from '../../state/display'
import { presentError } from '../../state/notices'
import { useMask, useModels } from '../../state/queries'
import { classColor } from '../../ui/class-color'
import { formatScore } from '../../ui/format'
import { Swatch } from '../../ui/swatch'
import { CellLabels } from './cell-labels'
import styles from './photo-cell.module.css'

const noNames: ReadonlySet<string> = new Set()

interface CellOverlayProps {
  readonly card: PhotoCard
  readonly cellPx: number
}

/** Mask tint, boxes and top tag of one cell, as far as they are switched on. */
export function CellOverlay({ card, cellPx }: CellOverlayProps) {
  const { nameOf } = useModels()
  const showBoxes = useDisplay((display) => display.showBoxes)
  const showMasks = useDisplay((display) => display.showMasks)
  const showTags = useDisplay((display) => display.showTags)
  const threshold = useDeferredValue(useDisplay((display) => display.threshold))
  const findings = useMemo(() => findingsOf(card.answers, nameOf), [card.answers, nameOf])
  // Once a person is done with a photo their word stands alone.
  const isJudged = finishedReviewStates.includes(card.photo.reviewState)
  const masked = isJudged ? undefined : card.answers.find(({ hasMask }) => hasMask)
  const top = showTags && !isJudged ? topFinding(findings, threshold) : null
  return (
    <>
      {showMasks && masked !== undefined && <CellMask photoId={card.photo.id} modelId={masked.modelId} nameOf={nameOf} cellPx={cellPx} />}
      {showBoxes && !isJudged && <CellBoxes findings={findings} threshold={threshold} width={card.photo.width} height={card.photo.height} />}
      <CellLabels card={card} />
      {top !== null && (
        <span className={styles.tag}>
          <Swatch name={top.name} />
          <span className={styles.tagName}>{top.name}</span>
          {top.kind !== 'area' && <span className={styles.tagScore}>{formatScore(top.score)}</span>}
        </span>
      )}
    </>
  )
}

interface CellBoxesProps {
  readonly findings: readonly Finding[]
  readonly threshold: number
  readonly width: number
  readonly height: number
}

function CellBoxes({ findings, threshold, width, height }: CellBoxesProps) {
  const boxes = visibleFindings(findings, { threshold, modelId: null, hiddenNames: noNames, soloName: null }).filter(({ kind }) => kind === 'box')
  if (boxes.length === 0) return null
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid meet" className={styles.boxes} aria-hidden>
      {boxes.map(({ key, name, rect }) =>
        rect === null ? null : (
          <g key={key}>
            <rect x={rect.x} y={rect.y} width={rect.width} height={rect.height} className={styles.halo} />
            <rect x={rect.x} y={rect.y} width={rect.width} height={rect.height} className={styles.box} stroke={classColor(name)} />
          </g>
        ),
      )}
    </svg>
  )
}

interface CellMaskProps {
  readonly photoId: PhotoId
  readonly modelId: string
  readonly nameOf: NameOf
  readonly cellPx: number
}

function CellMask({ photoId, modelId, nameOf, cellPx }: CellMaskProps) {
  const mask = useMask(photoId, modelId, true).data
  const ref = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (canvas === null || context === null || context === undefined || mask === undefined) return
    try {
      const raster = rasterOf(mask, cellPx * devicePixelRatio)
      canvas.width = raster.width
      canvas.height = raster.height
      const colorOf = (index: number): string | null => (index === 0 ? null : classColor(nameOf(modelId, index)))
      context.drawImage(maskPicture(raster, colorOf, 1), 0, 0)
    } catch (error) {
      presentError(error)
    }
  }, [mask, modelId, cellPx, nameOf])

  return mask === undefined ? null : <canvas ref={ref} className={styles.mask} aria-hidden />
}
