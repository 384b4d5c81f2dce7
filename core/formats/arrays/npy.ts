import { decodeUtf8, encodeUtf8 } from '#core/onnx/protobuf/utf8'

/** A float32 array with its extents, C order. */
export interface NpyArray {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
const ALIGNMENT = 64

/**
 * Reads a NumPy .npy file (format versions 1 to 3) of little-endian float32 in C order.
 * Throws RangeError naming what differs.
 */
export function readNpy(bytes: Uint8Array): NpyArray {
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) throw new RangeError('This is no .npy file.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = (bytes[6] ?? 0) >= 2
  const start = wide ? 12 : 10
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true))
  const header = decodeUtf8(bytes.subarray(start, end))
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1]
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1]
  if (type !== '<f4') throw new RangeError(`The array holds ${type ?? 'records'}, not float32.`)
  if (shape === undefined || !header.includes("'fortran_order': False")) throw new RangeError('The array is not in C order.')
  const dims = shape.split(',').map((part) => part.trim()).filter((part) => part !== '').map(Number)
  const count = dims.reduce((product, dim) => product * dim, 1)
  if (bytes.length < end + count * 4) throw new RangeError(`The file ends inside its ${count} numbers.`)
  return { dims, data: new Float32Array(new Uint8Array(bytes.subarray(end, end + count * 4)).buffer) }
}

/** Writes a NumPy .npy file (version 1, little-endian float32, C order). */
export function writeNpy(array: NpyArray): Uint8Array {
  const shape = array.dims.length === 1 ? `${array.dims[0] ?? 0},` : array.dims.join(', ')
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape}), }`
  const unpadded = MAGIC.length + 4 + header.length + 1
  const padding = (ALIGNMENT - (unpadded % ALIGNMENT)) % ALIGNMENT
  const text = encodeUtf8(`${header}${' '.repeat(padding)}\n`)
  const head = Uint8Array.from([...MAGIC, 1, 0, text.length & 0xff, text.length >> 8, ...text])
  const bytes = new Uint8Array(head.length + array.data.byteLength)
  bytes.set(head)
  bytes.set(new Uint8Array(array.data.buffer, array.data.byteOffset, array.data.byteLength), head.length)
  return bytes
}
