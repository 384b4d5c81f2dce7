import type { Dim } from '../graph'

/** Elements an ONNX Slice takes from an axis of extent `dim` (negative bounds count from the end, bounds are clamped). */
export function sliceExtent(dim: Dim, start: number, end: number, step: number): Dim {
  if (step === 1 && start === 0 && end >= Number.MAX_SAFE_INTEGER) return dim
  if (typeof dim !== 'number') return null
  const [first, last] = sliceBounds(dim, start, end, step)
  return Math.max(0, Math.ceil((last - first) / step))
}

/** First index and (exclusive) last index of a slice after wrapping and clamping. */
export function sliceBounds(extent: number, start: number, end: number, step: number): [first: number, last: number] {
  const wrap = (bound: number): number => (bound < 0 ? bound + extent : bound)
  const clamp = (bound: number, low: number, high: number): number => Math.min(Math.max(bound, low), high)
  if (step > 0) return [clamp(wrap(start), 0, extent), clamp(wrap(end), 0, extent)]
  return [clamp(wrap(start), 0, extent - 1), clamp(wrap(end), -1, extent - 1)]
}
