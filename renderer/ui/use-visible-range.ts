import { useEffect, useState, type RefObject } from 'react'
import { visibleRange, type ItemLine, type VisibleRange } from './visible-range'

const axes = {
  vertical: { scroll: (element: HTMLElement) => element.scrollTop, length: (element: HTMLElement) => element.clientHeight },
  horizontal: { scroll: (element: HTMLElement) => element.scrollLeft, length: (element: HTMLElement) => element.clientWidth },
} as const

interface Place {
  readonly scrollPx: number
  readonly lengthPx: number
}

interface VisibleRangeOptions {
  readonly axis: keyof typeof axes
  readonly line: ItemLine
  /** Items kept ready on both sides. */
  readonly overscan: number
}

/** The items of a scrolling element that have to exist. Renders again only when the range changes, not on every scroll event. */
export function useVisibleRange(scrollerRef: RefObject<HTMLElement | null>, { axis, line, overscan }: VisibleRangeOptions): VisibleRange {
  const { count, pitchPx, startPx } = line
  const [place, setPlace] = useState<Place>({ scrollPx: 0, lengthPx: 0 })

  useEffect(() => {
    const element = scrollerRef.current
    if (element === null) return
    const measure = (): void => {
      const next = { scrollPx: axes[axis].scroll(element), lengthPx: axes[axis].length(element) }
      setPlace((known) => {
        const measured = { count, pitchPx, startPx }
        const before = visibleRange(measured, known.scrollPx, known.lengthPx, overscan)
        const after = visibleRange(measured, next.scrollPx, next.lengthPx, overscan)
        return before.first === after.first && before.end === after.end ? known : next
      })
    }
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [scrollerRef, axis, count, pitchPx, startPx, overscan])

  return visibleRange(line, place.scrollPx, place.lengthPx, overscan)
}
