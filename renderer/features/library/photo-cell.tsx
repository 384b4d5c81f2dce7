import { CheckCheck, CircleAlert, CircleCheck, CircleDashed, ImageOff, PencilRuler, TriangleAlert, Unlink } from 'lucide-react'
import { memo, useState } from 'react'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'
import { hasPicture, photoUrl } from '../../state/photo-url'
import { usePhotoSelection } from '../../state/photo-selection'
import { useCard } from '../../state/queries'
import { cx } from '../../ui/cx'
import { fileName } from '../../ui/format'
import { CellOverlay } from './cell-overlay'
import styles from './photo-cell.module.css'
import { photoMark, type PhotoMark } from './photo-mark'

const markIcons = {
  damaged: TriangleAlert,
  missing: Unlink,
  failed: CircleAlert,
  outdated: CircleDashed,
  reviewed: CheckCheck,
  'in-progress': PencilRuler,
  predicted: CircleCheck,
} as const

export function cellId(photoId: PhotoId): string {
  return `photo-${photoId}`
}

interface PhotoCellProps {
  readonly photoId: PhotoId
  /** From 0, in the whole list. */
  readonly position: number
  readonly column: number
  readonly cellPx: number
}

/** One square of the grid. What the pointer does is handled by the grid. */
export const PhotoCell = memo(function PhotoCell({ photoId, position, column, cellPx }: PhotoCellProps) {
  const card = useCard(photoId)
  const selected = usePhotoSelection((selection) => selection.ids.has(photoId))
  const focused = usePhotoSelection((selection) => selection.focusId === photoId)
  const mark = card === null || card === undefined ? null : photoMark(card)
  const name = card === null || card === undefined ? `Photo ${position + 1}` : fileName(card.photo.relativePath)
  return (
    <div
      role="gridcell"
      id={cellId(photoId)}
      aria-selected={selected}
      aria-colindex={column + 1}
      aria-label={mark === null ? name : `${name}, ${mark.text}`}
      data-position={position}
      data-photo-path={card?.photo.relativePath}
      className={cx(styles.cell, selected && styles.selected, focused && styles.focused)}
      style={{ width: cellPx, height: cellPx }}
      title={card?.photo.relativePath}
    >
      {card === undefined && <div className={styles.skeleton} />}
      {card !== undefined && card !== null && <CellPicture card={card} cellPx={cellPx} />}
      {mark !== null && <Mark mark={mark} />}
    </div>
  )
})

function CellPicture({ card, cellPx }: { readonly card: PhotoCard; readonly cellPx: number }) {
  const { photo } = card
  const [failedUrl, setFailedUrl] = useState<string | null>(null)
  const url = photoUrl(photo, 'thumbnail')
  if (!hasPicture(photo) || failedUrl === url) {
    return (
      <div className={styles.broken}>
        <ImageOff size={20} />
        <span>{fileName(photo.relativePath)}</span>
      </div>
    )
  }
  return (
    <div className={styles.frame}>
      <img src={url} alt="" decoding="async" draggable={false} className={styles.image} onError={() => setFailedUrl(url)} />
      {photo.width > 0 && <CellOverlay card={card} cellPx={cellPx} />}
    </div>
  )
}

function Mark({ mark }: { readonly mark: PhotoMark }) {
  const Icon = markIcons[mark.kind]
  return (
    <span className={cx(styles.mark, styles[mark.kind])} title={mark.text}>
      <Icon size={14} />
    </span>
  )
}
