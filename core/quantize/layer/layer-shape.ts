import type { Node } from '#core/onnx/graph'
import type { TensorOf } from '#core/onnx/tensor'

/** Where the inputs of one output pixel lie. */
export interface Window {
  readonly kernel: readonly [number, number]
  readonly strides: readonly [number, number]
  readonly dilations: readonly [number, number]
  /** top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number]
}

/**
 * A layer seen as matrix products: per group, outputs [rows / groups, N] = weights [rows / groups, columns] x patches
 * [columns, N] + bias. Column order is (input channel of the group, kernel row, kernel column).
 */
export interface LayerShape {
  readonly node: Node
  readonly weightName: string
  /** null when the node has none. */
  readonly biasName: string | null
  /** Output channels over all groups. */
  readonly rows: number
  readonly columns: number
  readonly groups: number
  /** null for a matrix product of whole feature vectors. */
  readonly window: Window | null
  /** True when the tensor is stored [columns, rows]. */
  readonly isTransposed: boolean
}

/** Weights as rows of float64, whatever way they are stored. */
export function weightRows(shape: LayerShape, tensor: TensorOf<'float32'>): Float64Array {
  return arrange(shape, tensor.data, new Float64Array(tensor.data.length))
}

/** Row-major elements in the order of the stored tensor. */
export function storedOrder<T extends Int8Array | Float32Array>(shape: LayerShape, rows: T): T {
  if (!shape.isTransposed) return rows
  const stored = rows.slice() as T
  const { rows: height, columns } = shape
  for (let row = 0; row < height; row++) for (let column = 0; column < columns; column++) stored[column * height + row] = rows[row * columns + column]!
  return stored
}

function arrange(shape: LayerShape, stored: Float32Array, into: Float64Array): Float64Array {
  const { rows, columns } = shape
  if (!shape.isTransposed) {
    into.set(stored)
    return into
  }
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) into[row * columns + column] = stored[column * rows + row]!
  return into
}
