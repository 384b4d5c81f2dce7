import type { BmpLayout } from './bmp-header'

/** Palette indexes of a run-length coded BMP, rows as stored (bottom row first). */
export interface RleIndexes {
  readonly indexes: Uint8Array
  /** The data ended before their end mark and before the last row was full. */
  readonly truncated: boolean
}

/** Writes pixels at a cursor, dropping what falls outside the picture. */
class IndexWriter {
  private x = 0
  private y = 0
  readonly indexes: Uint8Array

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.indexes = new Uint8Array(width * height)
  }

  get isPastLastRow(): boolean {
    return this.y >= this.height || (this.y === this.height - 1 && this.x >= this.width)
  }

  put(index: number): void {
    if (this.x < this.width && this.y < this.height) this.indexes[this.y * this.width + this.x] = index
    this.x++
  }

  endLine(): void {
    this.x = 0
    this.y++
  }

  skip(right: number, up: number): void {
    this.x += right
    this.y += up
  }
}

/** The pixel of this place in a run: for 4 bits the two nibbles alternate, high one first. */
function runIndex(value: number, place: number, bits: number): number {
  if (bits === 8) return value
  return place % 2 === 0 ? value >> 4 : value & 0x0f
}

/**
 * Decodes RLE4 and RLE8 (Microsoft, "Bitmap Compression"). Pixels never written stay at index 0.
 */
export function decodeBmpRle(bytes: Uint8Array, layout: BmpLayout): RleIndexes {
  const bits = layout.coding === 'rle8' ? 8 : 4
  const writer = new IndexWriter(layout.size.width, layout.size.height)
  let at = layout.pixelOffset
  while (at + 1 < bytes.length) {
    const count = bytes[at] ?? 0
    const value = bytes[at + 1] ?? 0
    at += 2
    if (count > 0) {
      for (let place = 0; place < count; place++) writer.put(runIndex(value, place, bits))
    } else if (value === 0) {
      writer.endLine()
    } else if (value === 1) {
      return { indexes: writer.indexes, truncated: false }
    } else if (value === 2) {
      writer.skip(bytes[at] ?? 0, bytes[at + 1] ?? 0)
      at += 2
    } else {
      for (let place = 0; place < value; place++) {
        writer.put(runIndex(bytes[at + Math.floor((place * bits) / 8)] ?? 0, place, bits))
      }
      at += Math.ceil((value * bits) / 16) * 2
    }
  }
  return { indexes: writer.indexes, truncated: !writer.isPastLastRow }
}
