/** Thrown by a ByteReader that is asked for bytes it does not have. */
export class EndOfBytes extends Error {
  constructor(readonly neededBytes: number) {
    super(`${neededBytes} bytes needed`)
    this.name = 'EndOfBytes'
  }
}

export type ByteOrder = 'big' | 'little'

/** Checked reads at absolute offsets; running past the end throws EndOfBytes, nothing else. */
export class ByteReader {
  private readonly view: DataView

  constructor(
    readonly bytes: Uint8Array,
    private readonly order: ByteOrder = 'big',
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.bytes.length
  }

  /** The same bytes read in another order. */
  ordered(order: ByteOrder): ByteReader {
    return new ByteReader(this.bytes, order)
  }

  u8(offset: number): number {
    this.need(offset, 1)
    return this.view.getUint8(offset)
  }

  u16(offset: number): number {
    this.need(offset, 2)
    return this.view.getUint16(offset, this.order === 'little')
  }

  u24(offset: number): number {
    const low = this.order === 'little' ? offset : offset + 1
    const high = this.order === 'little' ? offset + 2 : offset
    return this.u8(high) * 65536 + this.u16(low)
  }

  u32(offset: number): number {
    this.need(offset, 4)
    return this.view.getUint32(offset, this.order === 'little')
  }

  i32(offset: number): number {
    this.need(offset, 4)
    return this.view.getInt32(offset, this.order === 'little')
  }

  /** As a double: exact up to 2^53, which no file reaches. */
  u64(offset: number): number {
    const [high, low] = this.order === 'little' ? [offset + 4, offset] : [offset, offset + 4]
    return this.u32(high) * 2 ** 32 + this.u32(low)
  }

  /** Latin-1 text of a fixed length. */
  text(offset: number, length: number): string {
    this.need(offset, length)
    return String.fromCharCode(...this.bytes.subarray(offset, offset + length))
  }

  slice(offset: number, length: number): Uint8Array {
    this.need(offset, length)
    return this.bytes.subarray(offset, offset + length)
  }

  private need(offset: number, count: number): void {
    if (!(offset >= 0) || offset + count > this.bytes.length) throw new EndOfBytes(offset + count)
  }
}
