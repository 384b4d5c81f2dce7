import { ImageOff } from 'lucide-react'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PhotoId } from '#core/model/photo'
import { hasPicture, photoUrl } from '../../state/photo-url'
import { useCard } from '../../state/queries'
import { cx } from '../../ui/cx'
import { fileName } from '../../ui/format'
import { useVisibleRange } from '../../ui/use-visible-range'
import { centreOnItem, contentLength, type ItemLine } from '../../ui/visible-range'
import styles from './filmstrip.module.css'

const itemPx = 60

interface FilmstripProps {
  readonly ids: Int32Array
  readonly photoId: PhotoId
  readonly onOpen: (photoId: PhotoId) => void
}

/** The neighbours in the order of the library. */
export function Filmstrip({ ids, photoId, onOpen }: FilmstripProps) {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const position = ids.indexOf(photoId)
  const line: ItemLine = { count: ids.length, pitchPx: itemPx, startPx: 0 }
  const { first, end } = useVisibleRange(scrollerRef, { axis: 'horizontal', line, overscan: 4 })

  useLayoutEffect(() => {
    const element = scrollerRef.current
    if (element === null || position < 0) return
    element.scrollLeft = centreOnItem({ count: ids.length, pitchPx: itemPx, startPx: 0 }, position, element.clientWidth)
  }, [position, ids.length])

  useEffect(() => {
    const element = scrollerRef.current
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
    <div ref={scrollerRef} className={styles.strip} role="listbox" aria-label="Filmstrip" aria-orientation="horizontal">
      <div className={styles.content} role="presentation" style={{ width: contentLength(line) }}>
        {Array.from(ids.subarray(first, end), (id, index) => (
          <Frame key={id} photoId={id} startPx={(first + index) * itemPx} current={id === photoId} onOpen={onOpen} />
        ))}
      </div>
    </div>
  )
}

interface FrameProps {
  readonly photoId: PhotoId
  readonly startPx: number
  readonly current: boolean
  readonly onOpen: (photoId: PhotoId) => void
}

const Frame = memo(function Frame({ photoId, startPx, current, onOpen }: FrameProps) {
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
      onClick={() => onOpen(photoId)}
    >
      {url !== null && failedUrl !== url ? <img src={url} alt="" decoding="async" draggable={false} onError={() => setFailedUrl(url)} /> : <ImageOff size={16} />}
    </button>
  )
})
