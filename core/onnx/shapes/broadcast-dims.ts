import type { Dim } from '../graph'

/**
 * Extents of an element-wise result (NumPy broadcasting, ONNX docs/Broadcasting.md).
 * Throws Error when two known extents differ and neither is 1.
 */
export function broadcastDims(shapes: readonly (readonly Dim[])[]): Dim[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length))
  return Array.from({ length: rank }, (_, axis) => {
    const extents = shapes.map((shape) => {
      const position = axis - (rank - shape.length)
      return position < 0 ? 1 : (shape[position] ?? null)
    })
    return extents.reduce(broadcastDim, 1)
  })
}

function broadcastDim(a: Dim, b: Dim): Dim {
  if (a === b || b === 1) return a
  if (a === 1) return b
  if (typeof a === 'number' && typeof b === 'number') throw new Error(`extents ${a} and ${b} do not broadcast`)
  if (typeof a === 'number') return a
  return typeof b === 'number' ? b : null
}
