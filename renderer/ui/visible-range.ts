/** A list of equally long items along a scrolling axis. All lengths in CSS pixels. */
export interface ItemLine {
  readonly count: number
  /** From the start of one item to the start of the next. */
  readonly pitchPx: number
  /** Before the first item. */
  readonly startPx: number
}

/** Items from `first` up to but without `end`. */
export interface VisibleRange {
  readonly first: number
  readonly end: number
}

/** The items that lie in a window of the scrolled content, and `overscan` more on both sides. */
export function visibleRange({ count, pitchPx, startPx }: ItemLine, scrollPx: number, windowPx: number, overscan: number): VisibleRange {
  const first = Math.floor((scrollPx - startPx) / pitchPx) - overscan
  const end = Math.ceil((scrollPx + windowPx - startPx) / pitchPx) + overscan
  return { first: Math.min(count, Math.max(0, first)), end: Math.min(count, Math.max(0, end)) }
}

/** Length of the whole content, with the room before the first item repeated behind the last. */
export function contentLength({ count, pitchPx, startPx }: ItemLine): number {
  return 2 * startPx + count * pitchPx
}

/** The scroll position nearest to the present one at which the whole item is seen. */
export function scrollToItem(line: ItemLine, index: number, scrollPx: number, windowPx: number): number {
  const start = line.startPx + index * line.pitchPx
  if (start - line.startPx < scrollPx) return Math.max(0, start - line.startPx)
  return Math.max(scrollPx, start + line.pitchPx - windowPx)
}

/** The scroll position with the item in the middle. */
export function centreOnItem(line: ItemLine, index: number, windowPx: number): number {
  return Math.max(0, line.startPx + (index + 0.5) * line.pitchPx - windowPx / 2)
}
