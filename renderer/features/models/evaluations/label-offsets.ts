interface Place {
  readonly xPx: number
  readonly yPx: number
}

/**
 * How far words beside points have to be moved down so that they do not cover each other, in the order of the points; `words` is the
 * room that one takes.
 */
export function labelOffsets(points: readonly Place[], words: { readonly widthPx: number; readonly heightPx: number }): readonly number[] {
  const placed: Place[] = []
  const offsets = points.map(() => 0)
  for (const { point, at } of points.map((each, index) => ({ point: each, at: index })).toSorted((one, other) => one.point.yPx - other.point.yPx)) {
    const above = placed.filter(({ xPx }) => Math.abs(xPx - point.xPx) < words.widthPx).map(({ yPx }) => yPx + words.heightPx)
    const yPx = Math.max(point.yPx, ...above)
    placed.push({ xPx: point.xPx, yPx })
    offsets[at] = yPx - point.yPx
  }
  return offsets
}
