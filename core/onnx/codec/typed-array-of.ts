import type { DataType, TensorStorage } from '../tensor'

interface StorageClass<D extends DataType> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBuffer): TensorStorage[D]
  new (length: number): TensorStorage[D]
}

const STORAGE: { readonly [D in DataType]: StorageClass<D> } = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
}

const WIDE: ReadonlySet<DataType> = new Set(['int64', 'uint64'])

/** Bytes one element of the data type takes. */
export function bytesPerElement(dataType: DataType): number {
  return STORAGE[dataType].BYTES_PER_ELEMENT
}

/**
 * Elements of a tensor from little-endian bytes (copied, so the result is aligned) or from numbers.
 * Throws RangeError when the byte length is no multiple of the element size.
 */
export function typedArrayOf<D extends DataType>(
  dataType: D,
  source: Uint8Array | readonly (number | bigint)[],
): TensorStorage[D] {
  const storage: StorageClass<D> = STORAGE[dataType]
  if (source instanceof Uint8Array) {
    if (source.length % storage.BYTES_PER_ELEMENT !== 0) {
      throw new RangeError(`${source.length} bytes are no whole number of ${dataType} elements.`)
    }
    // Not slice(): Node's Buffer gives a view there.
    return new storage(new Uint8Array(source).buffer)
  }
  const result = new storage(source.length)
  const target = result as unknown as (number | bigint)[]
  source.forEach((value, index) => {
    target[index] = WIDE.has(dataType) ? BigInt(value) : Number(value)
  })
  return result
}
