import { intersectionArea, rectIou, type RectPx } from '#core/geometry/rect'

/** An anchor that stands for no object. */
export const background = -1
/** An anchor that is neither an object nor background. */
export const neither = -2

const sameObject = 0.5

/** Anchors [anchors, 4] (centre y, centre x, height, width; 0..1) as rectangles. */
export function anchorRects(anchors: Float32Array): RectPx[] {
  return Array.from({ length: anchors.length / 4 }, (_, index) => {
    const [y, x, height, width] = [anchors[4 * index]!, anchors[4 * index + 1]!, anchors[4 * index + 2]!, anchors[4 * index + 3]!]
    return { x: x - width / 2, y: y - height / 2, width, height }
  })
}

/**
 * The position in `boxes` that each anchor stands for, `background` or `neither`. An anchor stands for the box it shares most with when
 * that is more than half (intersection over union); each box has besides the anchor that fits it best (Liu et al. 2016,
 * arXiv:1512.02325, section 2.2, matching strategy). Anchors that lie by more than half in an area set aside are neither. All in 0..1.
 */
export function matchAnchors(anchors: readonly RectPx[], boxes: readonly RectPx[], setAside: readonly RectPx[]): Int16Array {
  const matches = new Int16Array(anchors.length).fill(background)
  const shares = boxes.map(() => new Float64Array(anchors.length))
  for (const [index, anchor] of anchors.entries()) {
    let most = sameObject
    for (const [position, box] of boxes.entries()) {
      const share = rectIou(anchor, box)
      shares[position]![index] = share
      if (share > most) {
        most = share
        matches[index] = position
      }
    }
    if (matches[index] !== background) continue
    if (setAside.some((area) => intersectionArea(anchor, area) > sameObject * anchor.width * anchor.height)) matches[index] = neither
  }
  takeBest(matches, shares)
  return matches
}

/** Best pairs first, so that two boxes with the same best anchor both get one. */
function takeBest(matches: Int16Array, shares: readonly Float64Array[]): void {
  const open = new Set(shares.keys())
  const taken = new Set<number>()
  while (open.size > 0) {
    let best = { share: 0, box: -1, anchor: -1 }
    for (const box of open) {
      for (let anchor = 0; anchor < matches.length; anchor++) {
        const share = shares[box]![anchor]!
        if (share > best.share && !taken.has(anchor)) best = { share, box, anchor }
      }
    }
    if (best.box === -1) return
    matches[best.anchor] = best.box
    open.delete(best.box)
    taken.add(best.anchor)
  }
}
