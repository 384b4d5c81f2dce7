import type { PointPx } from '#core/geometry/orientation'

/** Keys held during a pointer event. */
export interface HeldKeys {
  readonly shift: boolean
  readonly alt: boolean
}

/** A drag that something else than panning makes of a press. Points in CSS pixels from the stage's top left corner. */
export interface PressedDrag {
  /** Every place the pointer was at since the last call, in order. */
  move(points: readonly PointPx[], keys: HeldKeys): void
  end(): void
  /** The system took the pointer away. */
  cancel(): void
}

/** What a gesture asks of the stage. Points in CSS pixels from the stage's top left corner. */
export interface GestureTarget {
  pan(deltaX: number, deltaY: number): void
  zoom(factor: number, point: PointPx): void
  doubleClick(point: PointPx): void
  hover(point: PointPx | null): void
  /** A click on a place that no press took. */
  pick(point: PointPx): void
  /** The main button goes down; null leaves the drag to panning. */
  press(point: PointPx, keys: HeldKeys): PressedDrag | null
}

const clickSlackPx = 4
const zoomPerWheelPx = 0.0018
/** Pinches arrive as wheel events with Ctrl and small deltas. */
const zoomPerPinchPx = 0.01
const lineHeightPx = 16

interface Drag {
  readonly pointerId: number
  readonly start: PointPx
  readonly mayPick: boolean
  readonly pressed: PressedDrag | null
  last: PointPx
  moved: boolean
}

/** Turns wheel and pointer events into gestures until the returned function is called. */
export function listenForGestures(element: HTMLElement, target: GestureTarget): () => void {
  const controller = new AbortController()
  const { signal } = controller
  let drag: Drag | null = null
  let spaceHeld = false

  const pointOf = (event: MouseEvent): PointPx => {
    const bounds = element.getBoundingClientRect()
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
  }
  const keysOf = (event: MouseEvent): HeldKeys => ({ shift: event.shiftKey, alt: event.altKey })
  const endDrag = (): void => {
    drag = null
    element.removeAttribute('data-panning')
  }

  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * lineHeightPx : event.deltaY
      target.zoom(Math.exp(-pixels * (event.ctrlKey ? zoomPerPinchPx : zoomPerWheelPx)), pointOf(event))
    },
    { passive: false, signal },
  )
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button > 1 || drag !== null) return
      const point = pointOf(event)
      const mayPick = event.button === 0 && !spaceHeld
      const pressed = mayPick ? target.press(point, keysOf(event)) : null
      drag = { pointerId: event.pointerId, start: point, last: point, moved: false, mayPick, pressed }
      element.setPointerCapture(event.pointerId)
      if (event.button === 1) event.preventDefault()
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      const point = pointOf(event)
      if (drag === null) {
        target.hover(point)
        return
      }
      if (event.pointerId !== drag.pointerId) return
      if (drag.pressed !== null) {
        const between = event.getCoalescedEvents().map(pointOf)
        drag.pressed.move(between.length === 0 ? [point] : between, keysOf(event))
        target.hover(point)
        return
      }
      if (!drag.moved && Math.hypot(point.x - drag.start.x, point.y - drag.start.y) < clickSlackPx) return
      drag.moved = true
      element.setAttribute('data-panning', '')
      target.pan(point.x - drag.last.x, point.y - drag.last.y)
      drag.last = point
    },
    { signal },
  )
  element.addEventListener(
    'pointerup',
    (event) => {
      if (drag?.pointerId !== event.pointerId) return
      if (drag.pressed !== null) drag.pressed.end()
      else if (!drag.moved && drag.mayPick) target.pick(drag.start)
      endDrag()
    },
    { signal },
  )
  element.addEventListener(
    'pointercancel',
    () => {
      drag?.pressed?.cancel()
      endDrag()
    },
    { signal },
  )
  element.addEventListener('pointerleave', () => target.hover(null), { signal })
  element.addEventListener('dblclick', (event) => target.doubleClick(pointOf(event)), { signal })
  window.addEventListener('keydown', (event) => void (spaceHeld ||= event.code === 'Space'), { signal })
  window.addEventListener('keyup', (event) => void (spaceHeld &&= event.code !== 'Space'), { signal })
  window.addEventListener('blur', () => void (spaceHeld = false), { signal })
  return () => controller.abort()
}
