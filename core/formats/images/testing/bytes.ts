/** Small helpers to write files by hand in tests. */
export type BytePart = number | string | readonly number[] | Uint8Array

/** Joins byte values, Latin-1 text and byte lists. */
export function bytesOf(...parts: readonly BytePart[]): Uint8Array {
  const flat: number[] = []
  for (const part of parts) {
    if (typeof part === 'number') flat.push(part & 0xff)
    else if (typeof part === 'string') for (const character of part) flat.push(character.charCodeAt(0))
    else for (const byte of part) flat.push(byte)
  }
  return Uint8Array.from(flat)
}

export function be16(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff]
}

export function be32(value: number): number[] {
  return [...be16(Math.floor(value / 65536)), ...be16(value % 65536)]
}

export function le16(value: number): number[] {
  return be16(value & 0xffff).reverse()
}

export function le32(value: number): number[] {
  return be32(value < 0 ? value + 2 ** 32 : value).reverse()
}

/** A TIFF structure with one directory of SHORT entries, as in EXIF. */
export function exifBlock(order: 'II' | 'MM', entries: readonly (readonly [tag: number, value: number])[]): Uint8Array {
  const u16 = order === 'II' ? le16 : be16
  const u32 = order === 'II' ? le32 : be32
  const fields = entries.flatMap(([tag, value]) => [...u16(tag), ...u16(3), ...u32(1), ...u16(value), 0, 0])
  return bytesOf(order, u16(42), u32(8), u16(entries.length), fields, u32(0))
}

/** A marker segment of a JPEG file. */
export function jpegSegment(marker: number, ...body: readonly BytePart[]): Uint8Array {
  const content = bytesOf(...body)
  return bytesOf(0xff, marker, be16(content.length + 2), content)
}

/** The header of a JPEG file with these segments before its frame, ended by a start of scan. */
export function jpegHead(width: number, height: number, segments: readonly Uint8Array[] = [], frameMarker = 0xc0): Uint8Array {
  const frame = jpegSegment(frameMarker, 8, be16(height), be16(width), 1, [1, 0x11, 0])
  return bytesOf(0xff, 0xd8, ...segments, frame, jpegSegment(0xda, 1, [1, 0], 0, 63, 0))
}

/** A PNG chunk; the checksum is left zero, since headers are read without it. */
export function pngChunk(type: string, ...body: readonly BytePart[]): Uint8Array {
  const content = bytesOf(...body)
  return bytesOf(be32(content.length), type, content, [0, 0, 0, 0])
}

export function pngHead(width: number, height: number, chunks: readonly Uint8Array[] = []): Uint8Array {
  const header = pngChunk('IHDR', be32(width), be32(height), 8, 2, 0, 0, 0)
  return bytesOf('\x89PNG\r\n\x1a\n', header, ...chunks, pngChunk('IDAT', 1, 2, 3), pngChunk('IEND'))
}

/** A box of an ISO base media file. */
export function mediaBox(type: string, ...body: readonly BytePart[]): Uint8Array {
  const content = bytesOf(...body)
  return bytesOf(be32(content.length + 8), type, content)
}
