import type { MilType } from './mil-value'

const ALIGNMENT = 64
const STORAGE_VERSION = 2
const SENTINEL = 0xdeadbeef
const blobTypes: Readonly<Partial<Record<MilType, number>>> = { float16: 1, float32: 2 }

/**
 * The weights' file of a package: a header of 64 bytes (count, version), then for each blob a record of 64 bytes
 * (sentinel, type, bytes, offset) and its elements, all on multiples of 64 (coremltools, MILBlob StorageFormat).
 */
export class WeightFile {
  readonly #parts: Uint8Array[] = [new Uint8Array(ALIGNMENT)]
  #length = ALIGNMENT
  #count = 0

  /** Stores elements; gives back the offset of their record. */
  add(type: MilType, data: Uint8Array): number {
    const record = new DataView(new ArrayBuffer(ALIGNMENT))
    const offset = this.#length
    record.setUint32(0, SENTINEL, true)
    record.setUint32(4, blobTypes[type] ?? 0, true)
    record.setBigUint64(8, BigInt(data.length), true)
    record.setBigUint64(16, BigInt(offset + ALIGNMENT), true)
    const filled = new Uint8Array(Math.ceil(data.length / ALIGNMENT) * ALIGNMENT)
    filled.set(data)
    this.#parts.push(new Uint8Array(record.buffer), filled)
    this.#length += ALIGNMENT + filled.length
    this.#count += 1
    return offset
  }

  finish(): Uint8Array {
    const bytes = new Uint8Array(this.#length)
    let offset = 0
    for (const part of this.#parts) {
      bytes.set(part, offset)
      offset += part.length
    }
    const header = new DataView(bytes.buffer)
    header.setUint32(0, this.#count, true)
    header.setUint32(4, STORAGE_VERSION, true)
    return bytes
  }
}
