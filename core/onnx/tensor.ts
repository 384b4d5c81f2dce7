/** Element storage of each ONNX tensor data type this product handles. `float16` holds raw IEEE half bits, `bool` one byte per element. */
export interface TensorStorage {
  readonly float32: Float32Array
  readonly float64: Float64Array
  readonly float16: Uint16Array
  readonly int8: Int8Array
  readonly uint8: Uint8Array
  readonly int16: Int16Array
  readonly uint16: Uint16Array
  readonly int32: Int32Array
  readonly uint32: Uint32Array
  readonly int64: BigInt64Array
  readonly uint64: BigUint64Array
  readonly bool: Uint8Array
}

export type DataType = keyof TensorStorage

export interface TensorOf<D extends DataType> {
  readonly dataType: D
  /** Extent of each axis; empty for a scalar. */
  readonly dims: readonly number[]
  /** Row-major elements, exactly the product of `dims` of them. */
  readonly data: TensorStorage[D]
}

/** A dense tensor of known size: discriminated by `dataType`. */
export type Tensor = { [D in DataType]: TensorOf<D> }[DataType]

/** Number of elements of a tensor with these extents (1 for a scalar). */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1)
}

function checkedData<T extends { readonly length: number }>(dims: readonly number[], data: T): T {
  if (elementCount(dims) !== data.length) {
    throw new RangeError(`A tensor of [${dims.join(', ')}] holds ${elementCount(dims)} elements, not ${data.length}.`)
  }
  return data
}

/** float32 tensor; throws RangeError when the element count does not fit `dims`. */
export function float32Tensor(dims: readonly number[], values: Float32Array | readonly number[]): TensorOf<'float32'> {
  const data = values instanceof Float32Array ? values : Float32Array.from(values)
  return { dataType: 'float32', dims, data: checkedData(dims, data) }
}

/** int64 tensor from safe integers; throws RangeError when the element count does not fit `dims`. */
export function int64Tensor(dims: readonly number[], values: readonly number[]): TensorOf<'int64'> {
  return { dataType: 'int64', dims, data: checkedData(dims, BigInt64Array.from(values, BigInt)) }
}

/** int32 tensor; throws RangeError when the element count does not fit `dims`. */
export function int32Tensor(dims: readonly number[], values: Int32Array | readonly number[]): TensorOf<'int32'> {
  const data = values instanceof Int32Array ? values : Int32Array.from(values)
  return { dataType: 'int32', dims, data: checkedData(dims, data) }
}

/** The elements as JavaScript numbers; float16 bits are not decoded (see `float16ToNumber`). */
export function tensorNumbers(tensor: Tensor): number[] {
  return Array.from(tensor.data as ArrayLike<number | bigint>, Number)
}
