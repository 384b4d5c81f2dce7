/** The encodings were trained multiplied by these. */
const centerScale = 10
const sizeScale = 5

/**
 * Turns box encodings [anchors, 4] (y, x, height, width relative to each anchor) into edges [anchors, 4]
 * (top, left, bottom, right; 0..1 inside the input, unclipped). `anchors` [anchors, 4] are centre y, centre x, height, width
 * in 0..1. Liu et al. 2016, arXiv:1512.02325, equation 2. Throws RangeError when the lengths differ.
 */
export function decodeSsdBoxes(encodings: Float32Array, anchors: Float32Array): Float32Array {
  if (encodings.length !== anchors.length) {
    throw new RangeError(`${encodings.length / 4} box encodings for ${anchors.length / 4} anchors`)
  }
  const edges = new Float32Array(encodings.length)
  for (let at = 0; at < encodings.length; at += 4) {
    const height = anchors[at + 2]!
    const width = anchors[at + 3]!
    const centerY = (encodings[at]! / centerScale) * height + anchors[at]!
    const centerX = (encodings[at + 1]! / centerScale) * width + anchors[at + 1]!
    const halfHeight = (Math.exp(encodings[at + 2]! / sizeScale) * height) / 2
    const halfWidth = (Math.exp(encodings[at + 3]! / sizeScale) * width) / 2
    edges[at] = centerY - halfHeight
    edges[at + 1] = centerX - halfWidth
    edges[at + 2] = centerY + halfHeight
    edges[at + 3] = centerX + halfWidth
  }
  return edges
}
