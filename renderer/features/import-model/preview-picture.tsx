import { useEffect, useMemo, useRef } from 'react'
import type { ImportPreview } from '#core/contract/model-import'
import { backgroundClassName } from '#core/model/background-class'
import type { ClassLabel } from '#core/model/model-card'
import type { PhotoId, SizePx } from '#core/model/photo'
import type { Box, PackedMask, Prediction } from '#core/model/prediction'
import { maskPicture } from '../../canvas/mask-picture'
import { rasterOf } from '../../canvas/mask-raster'
import { photoUrl } from '../../state/photo-url'
import { classColor } from '../../ui/class-color'
import { formatPercent, formatScore } from '../../ui/format'
import styles from './import-model.module.css'

interface PreviewPictureProps {
  readonly photoId: PhotoId
  readonly preview: ImportPreview | undefined
  readonly labels: readonly ClassLabel[]
}

/** Scores below this are stored, but say little. */
const shownScore = 0.3
const shownBoxes = 20
const shownLines = 6

/** A photo with the answer of a model that is not yet taken in. */
export function PreviewPicture({ photoId, preview, labels }: PreviewPictureProps) {
  const nameOf = (index: number): string => labels[index]?.name ?? `class ${index}`
  return (
    <figure className={styles.picture}>
      <div className={styles.frame}>
        <img src={photoUrl({ id: photoId, contentHash: null }, 'view')} alt="" />
        {preview?.prediction.task === 'detection' && <Boxes boxes={preview.prediction.boxes} photo={preview.photo} nameOf={nameOf} />}
        {preview?.prediction.task === 'segmentation' && <Mask mask={preview.prediction.mask} nameOf={nameOf} />}
      </div>
      {preview !== undefined && <figcaption>{lines(preview.prediction, nameOf).map((line) => <span key={line}>{line}</span>)}</figcaption>}
    </figure>
  )
}

function lines(prediction: Prediction, nameOf: (index: number) => string): readonly string[] {
  if (prediction.task === 'classification') return prediction.tags.slice(0, shownLines).map(({ index, score }) => `${nameOf(index)} ${formatScore(score)}`)
  if (prediction.task === 'segmentation') return prediction.areas.slice(0, shownLines).map(({ index, fraction }) => `${nameOf(index)} ${formatPercent(fraction)}`)
  const shown = prediction.boxes.filter(({ score }) => score >= shownScore)
  return shown.length === 0 ? ['No box scores 0.3 or more.'] : shown.slice(0, shownLines).map(({ index, score }) => `${nameOf(index)} ${formatScore(score)}`)
}

interface BoxesProps {
  readonly boxes: readonly Box[]
  readonly photo: SizePx
  readonly nameOf: (index: number) => string
}

function Boxes({ boxes, photo, nameOf }: BoxesProps) {
  const shown = boxes.filter(({ score }) => score >= shownScore).slice(0, shownBoxes)
  return (
    <svg viewBox={`0 0 ${photo.width} ${photo.height}`} aria-hidden="true">
      {shown.map(({ index, x, y, width, height }) => (
        <rect key={`${index}/${x}/${y}/${width}`} x={x} y={y} width={width} height={height} fill="none" stroke={classColor(nameOf(index))} strokeWidth={2} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  )
}

/** Samples along the longer side; the picture is shown at about half of it. */
const longestMaskSidePx = 680

function Mask({ mask, nameOf }: { readonly mask: PackedMask; readonly nameOf: (index: number) => string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const raster = useMemo(() => rasterOf(mask, longestMaskSidePx), [mask])
  useEffect(() => {
    const colorOf = (index: number): string | null => (nameOf(index) === backgroundClassName ? null : classColor(nameOf(index)))
    const context = canvas.current?.getContext('2d')
    context?.clearRect(0, 0, raster.width, raster.height)
    context?.drawImage(maskPicture(raster, colorOf, 2), 0, 0)
  })
  return <canvas ref={canvas} width={raster.width} height={raster.height} aria-hidden="true" />
}
