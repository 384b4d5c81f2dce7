import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { useDisplay } from '../../state/display'
import { openPhoto } from '../../state/navigation'
import { choosePhoto, choosePositions, focusPhoto, usePhotoSelection } from '../../state/photo-selection'
import { usePrefetchCards } from '../../state/queries'
import { emptySelection, type SelectionMode } from '../../state/selection'
import { usesCommandKey } from '../../state/shell'
import { formatAmount } from '../../ui/format'
import { useVisibleRange } from '../../ui/use-visible-range'
import { contentLength, scrollToItem, type ItemLine } from '../../ui/visible-range'
import { listenForRectangle } from './drag-rectangle'
import { gridLayout, moveIn, positionsIn, rowHeight, type GridLayout, type GridMove } from './grid-layout'
import { cellId, PhotoCell } from './photo-cell'
import styles from './photo-grid.module.css'

const gapPx = 8
const rowsAhead = 3

const keyMoves: Readonly<Record<string, GridMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
}

interface PhotoGridProps {
  readonly ids: Int32Array
}

/** The photos as a grid of squares; only rows near the screen exist. */
export function PhotoGrid({ ids }: PhotoGridProps) {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const marqueeRef = useRef<HTMLDivElement>(null)
  const widthPx = useClientWidth(scrollerRef)
  const gridSizePx = useDisplay((display) => display.gridSizePx)
  const focusId = usePhotoSelection((selection) => selection.focusId)
  const layout = useMemo(() => gridLayout(ids.length, widthPx, gridSizePx, gapPx), [ids.length, widthPx, gridSizePx])
  const pitch = rowHeight(layout)
  const line: ItemLine = { count: layout.rows, pitchPx: pitch, startPx: gapPx }
  const { first, end } = useVisibleRange(scrollerRef, { axis: 'vertical', line, overscan: 2 })
  const rows = Array.from({ length: end - first }, (_, index) => first + index)

  const scrollTo = (position: number): void => {
    const element = scrollerRef.current
    if (element !== null) element.scrollTop = scrollToItem(line, Math.floor(position / layout.columns), element.scrollTop, element.clientHeight)
  }
  const scrollToFocus = useEffectEvent((_pitch: number, _columns: number) => {
    const position = focusId === null ? -1 : ids.indexOf(focusId)
    if (position >= 0) scrollTo(position)
  })
  // Only a change of the layout may move the view; new photos stream in without a jump.
  useLayoutEffect(() => scrollToFocus(pitch, layout.columns), [pitch, layout.columns])

  usePrefetchCards(useAheadIds(ids, layout, end))
  useRectangle(scrollerRef, marqueeRef, ids, layout)

  const goTo = (position: number, mode: SelectionMode): void => {
    choosePhoto(ids, position, mode)
    scrollTo(position)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const position = Math.max(0, focusId === null ? 0 : ids.indexOf(focusId))
    const move = keyMoves[event.key]
    if (move !== undefined && !event.altKey) {
      event.preventDefault()
      const rowsPerPage = Math.max(1, Math.floor((scrollerRef.current?.clientHeight ?? pitch) / pitch) - 1)
      const target = focusId === null && move !== 'last' ? 0 : moveIn(layout, position, move, rowsPerPage)
      if (hasMod(event) && !event.shiftKey) {
        focusPhoto(ids, target)
        scrollTo(target)
      } else goTo(target, event.shiftKey ? 'extend' : 'replace')
    } else if (event.key === ' ') {
      event.preventDefault()
      choosePhoto(ids, position, 'toggle')
    }
  }

  const onClick = (event: MouseEvent): void => {
    const position = positionOf(event)
    if (position !== null) choosePhoto(ids, position, event.shiftKey ? 'extend' : hasMod(event) ? 'toggle' : 'replace')
  }

  const onDoubleClick = (event: MouseEvent): void => {
    const id = ids[positionOf(event) ?? -1]
    if (id !== undefined && !hasMod(event) && !event.shiftKey) openPhoto(id)
  }

  return (
    <div
      ref={scrollerRef}
      role="grid"
      tabIndex={0}
      aria-label={formatAmount(ids.length, 'photo')}
      aria-multiselectable
      aria-rowcount={layout.rows}
      aria-colcount={layout.columns}
      aria-activedescendant={focusId === null ? undefined : cellId(focusId)}
      className={styles.scroller}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
    >
      <div className={styles.content} role="presentation" style={{ height: contentLength(line) }}>
        {widthPx > 0 &&
          rows.map((row) => (
            <div key={row} role="row" aria-rowindex={row + 1} className={styles.row} style={{ transform: `translateY(${gapPx + row * pitch}px)` }}>
              {Array.from(ids.subarray(row * layout.columns, (row + 1) * layout.columns), (id, column) => (
                <PhotoCell key={id} photoId={id} position={row * layout.columns + column} column={column} cellPx={layout.cellPx} />
              ))}
            </div>
          ))}
        <div ref={marqueeRef} className={styles.marquee} hidden />
      </div>
    </div>
  )
}

function hasMod(event: { readonly ctrlKey: boolean; readonly metaKey: boolean }): boolean {
  return usesCommandKey() ? event.metaKey : event.ctrlKey
}

function positionOf(event: MouseEvent): number | null {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-position]') : null
  return cell === null ? null : Number(cell.dataset['position'])
}

/** Width of the element without its scrollbar, 0 until it is known. */
function useClientWidth(ref: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth))
    observer.observe(element)
    setWidthPx(element.clientWidth)
    return () => observer.disconnect()
  }, [ref])
  return widthPx
}

/** Ids of the rows that come next when scrolling down. */
function useAheadIds(ids: Int32Array, layout: GridLayout, nextRow: number): Int32Array {
  const start = Math.min(ids.length, nextRow * layout.columns)
  const end = Math.min(ids.length, start + rowsAhead * layout.columns)
  return useMemo(() => ids.subarray(start, end), [ids, start, end])
}

/** Selection by dragging a rectangle; drawn without React so that it follows the pointer. */
function useRectangle(
  scrollerRef: RefObject<HTMLElement | null>,
  marqueeRef: RefObject<HTMLElement | null>,
  ids: Int32Array,
  layout: GridLayout,
): void {
  const kept = useRef<ReadonlySet<number>>(new Set())
  const before = useRef(emptySelection)
  const choose = useEffectEvent((positions: readonly number[]) => choosePositions(ids, positions, kept.current))
  const positions = useEffectEvent((rect: Parameters<typeof positionsIn>[1]) => positionsIn(layout, rect))

  useEffect(() => {
    const element = scrollerRef.current
    if (element === null) return
    const swallowClick = (event: Event): void => event.stopPropagation()
    return listenForRectangle(element, {
      begin: (event) => {
        before.current = usePhotoSelection.getState()
        kept.current = hasMod(event) || event.shiftKey ? before.current.ids : new Set()
        element.addEventListener('click', swallowClick, { capture: true })
      },
      change: (rect) => {
        const box = marqueeRef.current
        if (box === null) return
        box.hidden = false
        box.style.transform = `translate(${rect.x}px, ${rect.y}px)`
        box.style.width = `${rect.width}px`
        box.style.height = `${rect.height}px`
        choose(positions(rect))
      },
      end: (outcome) => {
        if (marqueeRef.current !== null) marqueeRef.current.hidden = true
        if (outcome === 'cancelled') usePhotoSelection.setState(before.current)
        // The click that follows the release belongs to the drag.
        setTimeout(() => element.removeEventListener('click', swallowClick, { capture: true }), 0)
      },
    })
  }, [scrollerRef, marqueeRef])
}
