interface Place {
  readonly xPx: number
  readonly yPx: number
}

interface Offset {
  /** For a point and its interval, so that those of equal cost stand beside each other. */
  readonly pointPx: number
  /** Downwards for its words, so that they do not cover each other. */
  readonly wordsPx: number
}

interface Room {
  /** Points closer than this are moved apart, by as much. */
  readonly pointPx: number
  /** What the words of one point take. */
  readonly wordsWidthPx: number
  readonly wordsHeightPx: number
}

/** How far points and the words right of them are moved so that none hides another, in the order of the points. */
export function labelOffsets(points: readonly Place[], room: Room): readonly Offset[] {
  const down = wordOffsets(points, room)
  const aside = sideOffsets(points, room.pointPx)
  return points.map((_point, at) => ({ pointPx: aside[at] ?? 0, wordsPx: down[at] ?? 0 }))
}

function wordOffsets(points: readonly Place[], { wordsWidthPx, wordsHeightPx }: Room): readonly number[] {
  const placed: Place[] = []
  const offsets = points.map(() => 0)
  for (const { point, at } of points.map((each, index) => ({ point: each, at: index })).toSorted((one, other) => one.point.yPx - other.point.yPx)) {
    const above = placed.filter(({ xPx }) => Math.abs(xPx - point.xPx) < wordsWidthPx).map(({ yPx }) => yPx + wordsHeightPx)
    const yPx = Math.max(point.yPx, ...above)
    placed.push({ xPx: point.xPx, yPx })
    offsets[at] = yPx - point.yPx
  }
  return offsets
}

function sideOffsets(points: readonly Place[], pointPx: number): readonly number[] {
  const groups: number[][] = []
  for (const at of points.keys()) {
    const group = groups.find(([first]) => Math.abs((points[first ?? 0]?.xPx ?? 0) - (points[at]?.xPx ?? 0)) < pointPx)
    if (group === undefined) groups.push([at])
    else group.push(at)
  }
  const offsets = points.map(() => 0)
  for (const group of groups) for (const [place, at] of group.entries()) offsets[at] = (place - (group.length - 1) / 2) * pointPx
  return offsets
}
