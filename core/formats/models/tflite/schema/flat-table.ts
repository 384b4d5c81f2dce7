import { decodeUtf8 } from '#core/onnx/protobuf/utf8'

const IDENTIFIER_BYTES = 4

/**
 * One table of a FlatBuffers file, read by slot: the place of a field in its schema, a union taking two.
 * Offsets are followed as the FlatBuffers binary format states; a file that ends too early throws RangeError.
 */
export class FlatTable {
  readonly #view: DataView
  readonly #position: number

  private constructor(view: DataView, position: number) {
    this.#view = view
    this.#position = position
  }

  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return new FlatTable(view, view.getUint32(0, true))
  }

  /** The four letters after the root's offset. */
  static identifierOf(bytes: Uint8Array): string {
    return String.fromCharCode(...bytes.subarray(IDENTIFIER_BYTES, 2 * IDENTIFIER_BYTES))
  }

  byte(slot: number, fallback = 0): number {
    const at = this.#field(slot)
    return at === null ? fallback : this.#view.getInt8(at)
  }

  int(slot: number, fallback = 0): number {
    const at = this.#field(slot)
    return at === null ? fallback : this.#view.getInt32(at, true)
  }

  float(slot: number, fallback = 0): number {
    const at = this.#field(slot)
    return at === null ? fallback : this.#view.getFloat32(at, true)
  }

  flag(slot: number): boolean {
    return this.byte(slot) !== 0
  }

  text(slot: number): string {
    return decodeUtf8(this.bytes(slot))
  }

  table(slot: number): FlatTable | null {
    const at = this.#field(slot)
    return at === null ? null : this.#tableAt(at)
  }

  tables(slot: number): FlatTable[] {
    return this.#vector(slot, 4, (at) => this.#tableAt(at))
  }

  ints(slot: number): number[] {
    return this.#vector(slot, 4, (at) => this.#view.getInt32(at, true))
  }

  longs(slot: number): number[] {
    return this.#vector(slot, 8, (at) => Number(this.#view.getBigInt64(at, true)))
  }

  floats(slot: number): number[] {
    return this.#vector(slot, 4, (at) => this.#view.getFloat32(at, true))
  }

  /** A byte vector as a view into the file; empty when left out. */
  bytes(slot: number): Uint8Array {
    const found = this.#vectorAt(slot, 1)
    return found === null ? new Uint8Array(0) : new Uint8Array(this.#view.buffer, this.#view.byteOffset + found.start, found.length)
  }

  #field(slot: number): number | null {
    const layout = this.#position - this.#view.getInt32(this.#position, true)
    const entry = 4 + 2 * slot
    if (entry >= this.#view.getUint16(layout, true)) return null
    const offset = this.#view.getUint16(layout + entry, true)
    return offset === 0 ? null : this.#position + offset
  }

  #tableAt(at: number): FlatTable {
    return new FlatTable(this.#view, at + this.#view.getUint32(at, true))
  }

  #vectorAt(slot: number, elementBytes: number): { readonly start: number; readonly length: number } | null {
    const at = this.#field(slot)
    if (at === null) return null
    const start = at + this.#view.getUint32(at, true) + 4
    const length = this.#view.getUint32(start - 4, true)
    if (start + length * elementBytes > this.#view.byteLength) throw new RangeError('A vector reaches past the end of the file.')
    return { start, length }
  }

  #vector<T>(slot: number, elementBytes: number, read: (at: number) => T): T[] {
    const found = this.#vectorAt(slot, elementBytes)
    if (found === null) return []
    return Array.from({ length: found.length }, (_, index) => read(found.start + index * elementBytes))
  }
}
