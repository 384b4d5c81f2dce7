import { decodeUtf8 } from './utf8'

/** One field of a message: its number and its undecoded value. */
export interface ProtoField {
  readonly number: number
  readonly wireType: number
  /** Offset of the field's tag, for error messages. */
  readonly offset: number
  /** The value of a varint field, as an unsigned 64-bit integer. */
  readonly varint: bigint
  /** The bytes of a length-delimited or fixed-size field; a view, not a copy. */
  readonly bytes: Uint8Array
}

const NO_BYTES = new Uint8Array(0)

/**
 * Fields of a protocol buffers message in wire order.
 * Throws RangeError with the offset when the bytes end early or use the withdrawn group wire types.
 */
export function* readFields(message: Uint8Array): Generator<ProtoField> {
  const cursor = { offset: 0 }
  while (cursor.offset < message.length) {
    const offset = cursor.offset
    const tag = Number(readVarint(message, cursor))
    const wireType = tag & 7
    const number = Math.floor(tag / 8)
    if (wireType === 0) {
      yield { number, wireType, offset, varint: readVarint(message, cursor), bytes: NO_BYTES }
    } else {
      const length = fixedLength(wireType) ?? Number(readVarint(message, cursor))
      if (length > message.length - cursor.offset) {
        throw new RangeError(`The file ends inside field ${number} at byte ${offset}.`)
      }
      const bytes = message.subarray(cursor.offset, cursor.offset + length)
      cursor.offset += length
      yield { number, wireType, offset, varint: 0n, bytes }
    }
  }
}

function fixedLength(wireType: number): number | undefined {
  if (wireType === 1) return 8
  if (wireType === 5) return 4
  if (wireType === 2) return undefined
  throw new RangeError(`Unknown wire type ${wireType}.`)
}

function readVarint(bytes: Uint8Array, cursor: { offset: number }): bigint {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes[cursor.offset]
    if (byte === undefined) throw new RangeError(`The file ends inside a number at byte ${cursor.offset}.`)
    cursor.offset += 1
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return BigInt.asUintN(64, value)
  }
  throw new RangeError(`A number before byte ${cursor.offset} is longer than 64 bits.`)
}

/** A varint field as a signed 64-bit integer; throws RangeError when it is not a safe integer. */
export function signedOf(field: ProtoField): number {
  return safe(BigInt.asIntN(64, field.varint))
}

/** A `string` field; throws RangeError when it is not UTF-8. */
export function stringOf(field: ProtoField): string {
  return decodeUtf8(field.bytes)
}

/** Integers of a repeated field, packed or one by one. */
export function signedListOf(field: ProtoField): bigint[] {
  if (field.wireType === 0) return [BigInt.asIntN(64, field.varint)]
  const cursor = { offset: 0 }
  const values: bigint[] = []
  while (cursor.offset < field.bytes.length) values.push(BigInt.asIntN(64, readVarint(field.bytes, cursor)))
  return values
}

/** float32 values of a repeated field, packed or one by one. */
export function floatListOf(field: ProtoField): number[] {
  const view = new DataView(field.bytes.buffer, field.bytes.byteOffset, field.bytes.byteLength)
  return Array.from({ length: field.bytes.length >> 2 }, (_, index) => view.getFloat32(index * 4, true))
}

/** float64 values of a repeated field, packed or one by one. */
export function doubleListOf(field: ProtoField): number[] {
  const view = new DataView(field.bytes.buffer, field.bytes.byteOffset, field.bytes.byteLength)
  return Array.from({ length: field.bytes.length >> 3 }, (_, index) => view.getFloat64(index * 8, true))
}

/** The integer as a number; throws RangeError outside the safe range. */
export function safe(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large an integer.`)
  return number
}
