interface Place {
  readonly xPx: number
  readonly yPx: number
}

interface Offset {
  /** For a point and its interval, so that those of equal cost stand beside each other. */
  readonly pointPx: number
  /** For its words: past the points beside it, and downwards so that they do not cover each other. */
  readonly wordsXPx: number
  readonly wordsYPx: number
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
  return points.map((_point, at) => ({ pointPx: aside[at]?.pointPx ?? 0, wordsXPx: aside[at]?.lastPx ?? 0, wordsYPx: down[at] ?? 0 }))
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

/** Of each point, and of the last one of those beside it. */
function sideOffsets(points: readonly Place[], pointPx: number): readonly { readonly pointPx: number; readonly lastPx: number }[] {
  const groups: number[][] = []
  for (const at of points.keys()) {
    const group = groups.find(([first]) => Math.abs((points[first ?? 0]?.xPx ?? 0) - (points[at]?.xPx ?? 0)) < pointPx)
    if (group === undefined) groups.push([at])
    else group.push(at)
  }
  return points.map((_point, at) => {
    const group = groups.find((each) => each.includes(at)) ?? [at]
    const lastPx = ((group.length - 1) / 2) * pointPx
    return { pointPx: group.indexOf(at) * pointPx - lastPx, lastPx }
  })
}
