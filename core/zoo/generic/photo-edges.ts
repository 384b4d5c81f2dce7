import type { SizePx } from '#core/model/photo'
import type { FitPlan } from '#core/zoo/photo-fit'

/**
 * Edges (top, left, bottom, right) in shares of the model's input as shares of the photo, for every way a photo
 * meets the input: the input shows the scaled photo from the window's corner on.
 */
export function photoEdges(edges: Float32Array, { scaled, window }: FitPlan, input: SizePx): Float32Array {
  return edges.map((share, index) =>
    index % 2 === 0 ? (share * input.height + window.y) / scaled.height : (share * input.width + window.x) / scaled.width,
  )
}
