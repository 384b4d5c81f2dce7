import { useVirtualizer } from '@tanstack/react-virtual'
import { ImageOff } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import type { PhotoId } from '#core/model/photo'
import { openPhoto } from '../../state/navigation'
import { hasPicture, photoUrl } from '../../state/photo-url'
import { useCard } from '../../state/queries'
import { cx } from '../../ui/cx'
import { fileName } from '../../ui/format'
import styles from './filmstrip.module.css'

const itemPx = 60

interface FilmstripProps {
  readonly ids: Int32Array
  readonly photoId: PhotoId
}

/** The neighbours in the order of the library. */
export function Filmstrip({ ids, photoId }: FilmstripProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const position = ids.indexOf(photoId)
  const virtualizer = useVirtualizer({ count: ids.length, horizontal: true, getScrollElement: () => scroller.current, estimateSize: () => itemPx, overscan: 4 })

  useEffect(() => {
    if (position >= 0) virtualizer.scrollToIndex(position, { align: 'center' })
  }, [virtualizer, position])

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const scrollSideways = (event: WheelEvent): void => {
      if (event.deltaX !== 0) return
      event.preventDefault()
      element.scrollLeft += event.deltaY
    }
    element.addEventListener('wheel', scrollSideways, { passive: false })
    return () => element.removeEventListener('wheel', scrollSideways)
  }, [])

  return (
    <div ref={scroller} className={styles.strip} role="listbox" aria-label="Filmstrip" aria-orientation="horizontal">
      <div className={styles.content} role="presentation" style={{ width: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const id = ids[item.index]
          return id === undefined ? null : <Frame key={item.key} photoId={id} startPx={item.start} current={id === photoId} />
        })}
      </div>
    </div>
  )
}

interface FrameProps {
  readonly photoId: PhotoId
  readonly startPx: number
  readonly current: boolean
}

const Frame = memo(function Frame({ photoId, startPx, current }: FrameProps) {
  const card = useCard(photoId)
  const [failedUrl, setFailedUrl] = useState<string | null>(null)
  const url = card === null || card === undefined || !hasPicture(card.photo) ? null : photoUrl(card.photo, 'thumbnail')
  return (
    <button
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={current}
      aria-label={card === null || card === undefined ? 'Photo' : fileName(card.photo.relativePath)}
      className={cx(styles.frame, current && styles.current)}
      style={{ transform: `translateX(${startPx}px)` }}
      onClick={() => openPhoto(photoId)}
    >
      {url !== null && failedUrl !== url ? <img src={url} alt="" decoding="async" draggable={false} onError={() => setFailedUrl(url)} /> : <ImageOff size={16} />}
    </button>
  )
})
