import type { PointPx } from '#core/geometry/orientation'
import type { RectPx } from '#core/geometry/rect'

/** What the grid does while the person drags a rectangle. Rectangles in the coordinates of the scrolled content. */
export interface DragRectangleTarget {
  begin(event: PointerEvent): void
  change(rect: RectPx): void
  /** The rectangle is over; `cancelled` when Escape ended it. */
  end(outcome: 'chosen' | 'cancelled'): void
}

const slackPx = 5
const edgePx = 28
const scrollPerFramePx = 14

/** The rectangle between two points. */
export function rectBetween(a: PointPx, b: PointPx): RectPx {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

/** Follows left-button drags over a scrolling element, scrolling it at its edges, until the returned function is called. */
export function listenForRectangle(element: HTMLElement, target: DragRectangleTarget): () => void {
  const controller = new AbortController()
  const { signal } = controller
  let start: PointPx | null = null
  let pointer: { clientX: number; clientY: number } = { clientX: 0, clientY: 0 }
  let active = false
  let frame = 0

  const contentPoint = (): PointPx => {
    const bounds = element.getBoundingClientRect()
    return {
      x: Math.min(element.clientWidth, Math.max(0, pointer.clientX - bounds.left)),
      y: Math.min(element.clientHeight, Math.max(0, pointer.clientY - bounds.top)) + element.scrollTop,
    }
  }
  const step = (): void => {
    const bounds = element.getBoundingClientRect()
    const above = pointer.clientY < bounds.top + edgePx
    const below = pointer.clientY > bounds.bottom - edgePx
    if (above !== below) element.scrollTop += above ? -scrollPerFramePx : scrollPerFramePx
    if (start !== null) target.change(rectBetween(start, contentPoint()))
    frame = requestAnimationFrame(step)
  }
  const end = (outcome: 'chosen' | 'cancelled'): void => {
    start = null
    if (!active) return
    active = false
    cancelAnimationFrame(frame)
    target.end(outcome)
  }

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || event.offsetX > element.clientWidth) return
      pointer = event
      start = contentPoint()
    },
    { signal },
  )
  window.addEventListener(
    'pointermove',
    (event) => {
      if (start === null) return
      pointer = event
      const now = contentPoint()
      if (active || Math.hypot(now.x - start.x, now.y - start.y) < slackPx) return
      active = true
      element.setPointerCapture(event.pointerId)
      target.begin(event)
      step()
    },
    { signal },
  )
  window.addEventListener('pointerup', () => end('chosen'), { signal })
  window.addEventListener('pointercancel', () => end('cancelled'), { signal })
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !active) return
      event.stopPropagation()
      end('cancelled')
    },
    { signal, capture: true },
  )
  return () => {
    cancelAnimationFrame(frame)
    controller.abort()
  }
}
