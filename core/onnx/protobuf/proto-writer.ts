import { encodeUtf8 } from './utf8'

/** Builds one protocol buffers message (proto3 wire format: varint, 32-bit and length-delimited fields). */
export class ProtoWriter {
  readonly #chunks: Uint8Array[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  /** A varint field. Negative integers are written as 64-bit two's complement, ten bytes long. */
  varint(field: number, value: number | bigint): void {
    this.#tag(field, 0)
    this.#push(encodeVarint(value))
  }

  float(field: number, value: number): void {
    this.#tag(field, 5)
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.#push(bytes)
  }

  string(field: number, value: string): void {
    this.bytes(field, encodeUtf8(value))
  }

  /** A length-delimited field; `value` is referenced until `finish`, not copied. */
  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, 2)
    this.#push(encodeVarint(value.length))
    this.#push(value)
  }

  message(field: number, write: (writer: ProtoWriter) => void): void {
    const inner = new ProtoWriter()
    write(inner)
    this.#tag(field, 2)
    this.#push(encodeVarint(inner.#length))
    this.#chunks.push(...inner.#chunks)
    this.#length += inner.#length
  }

  finish(): Uint8Array {
    const result = new Uint8Array(this.#length)
    let offset = 0
    for (const chunk of this.#chunks) {
      result.set(chunk, offset)
      offset += chunk.length
    }
    return result
  }

  #tag(field: number, wireType: number): void {
    this.#push(encodeVarint(field * 8 + wireType))
  }

  #push(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }
}

function encodeVarint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}
