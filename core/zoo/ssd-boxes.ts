import type { Anchor } from '#core/zoo/ssd-anchors'

/** The offsets were trained multiplied by these. */
const centerScale = 10
const sizeScale = 5

/**
 * Turns box offsets [anchors, 4] (y, x, height, width relative to each anchor) into edges [anchors, 4]
 * (top, left, bottom, right; 0..1 inside the input, unclipped). Liu et al. 2016, arXiv:1512.02325, equation 2.
 */
export function decodeSsdBoxes(offsets: Float32Array, anchors: readonly Anchor[]): Float32Array {
  if (offsets.length !== anchors.length * 4) throw new RangeError(`${offsets.length} box offsets for ${anchors.length} anchors`)
  const edges = new Float32Array(offsets.length)
  for (const [index, anchor] of anchors.entries()) {
    const at = index * 4
    const centerY = (offsets[at]! / centerScale) * anchor.height + anchor.centerY
    const centerX = (offsets[at + 1]! / centerScale) * anchor.width + anchor.centerX
    const halfHeight = (Math.exp(offsets[at + 2]! / sizeScale) * anchor.height) / 2
    const halfWidth = (Math.exp(offsets[at + 3]! / sizeScale) * anchor.width) / 2
    edges[at] = centerY - halfHeight
    edges[at + 1] = centerX - halfWidth
    edges[at + 2] = centerY + halfHeight
    edges[at + 3] = centerX + halfWidth
  }
  return edges
}
