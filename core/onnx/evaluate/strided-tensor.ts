import { typedArrayOf } from '../codec/typed-array-of'
import type { DataType, Tensor } from '../tensor'

/** A tensor from computed numbers; they are rounded to the data type on storing. */
export function tensorFromNumbers(dataType: DataType, dims: readonly number[], values: readonly (number | bigint)[]): Tensor {
  return { dataType, dims, data: typedArrayOf(dataType, values) } as Tensor
}

/** Row-major strides of the extents, in elements. */
export function stridesOf(dims: readonly number[]): number[] {
  const strides = dims.map(() => 1)
  for (let axis = dims.length - 2; axis >= 0; axis -= 1) strides[axis] = (strides[axis + 1] ?? 1) * (dims[axis + 1] ?? 1)
  return strides
}

/**
 * The tensor whose element at each multi-index is taken from `source` at the sum of index times `strides` plus `offset`.
 * Covers transposition, slicing and broadcasting.
 */
export function gatherStrided(source: Tensor, dims: readonly number[], strides: readonly number[], offset = 0): Tensor {
  const data = source.data as ArrayLike<number | bigint>
  const count = dims.reduce((product, dim) => product * dim, 1)
  const values = new Array<number | bigint>(count)
  const index = dims.map(() => 0)
  let position = offset
  for (let target = 0; target < count; target += 1) {
    values[target] = data[position] ?? 0
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      const next = (index[axis] ?? 0) + 1
      const stride = strides[axis] ?? 0
      if (next < (dims[axis] ?? 1)) {
        index[axis] = next
        position += stride
        break
      }
      index[axis] = 0
      position -= stride * (next - 1)
    }
  }
  return tensorFromNumbers(source.dataType, dims, values)
}

/** The tensor with its axes in another order: axis `order[i]` of the source becomes axis i. */
export function transposeTensor(source: Tensor, order: readonly number[]): Tensor {
  const strides = stridesOf(source.dims)
  return gatherStrided(
    source,
    order.map((axis) => source.dims[axis] ?? 1),
    order.map((axis) => strides[axis] ?? 0),
  )
}
