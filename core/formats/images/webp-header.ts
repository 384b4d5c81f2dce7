import type { PhotoNote, SizePx } from '../../model/photo'
import type { ByteReader } from './byte-reader'
import { readExifOrientation, uprightAsStored } from './exif-orientation'
import { type FoundImage, type HeaderOutcome, refused } from './sniff-result'

const animationFlag = 0x02
const exifFlag = 0x08

export function isWebp(reader: ByteReader): boolean {
  return reader.text(0, 4) === 'RIFF' && reader.text(8, 4) === 'WEBP'
}

function found(stored: SizePx): FoundImage {
  return { kind: 'image', header: { format: 'webp', stored, orientation: 1, notes: [] }, memory: 'buffered' }
}

/** RFC 6386, section 9.1. */
function readLossy(reader: ByteReader): HeaderOutcome {
  if (reader.u8(23) !== 0x9d || reader.u8(24) !== 0x01 || reader.u8(25) !== 0x2a) {
    return refused('image-damaged', 'The WebP header is damaged: the key frame has no start code.')
  }
  return found({ width: reader.u16(26) & 0x3fff, height: reader.u16(28) & 0x3fff })
}

/** RFC 9649, section 3.4. */
function readLossless(reader: ByteReader): HeaderOutcome {
  if (reader.u8(20) !== 0x2f) return refused('image-damaged', 'The WebP header is damaged: the lossless signature is missing.')
  const bits = reader.u32(21)
  return found({ width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 })
}

/** The EXIF chunk follows the picture; null when a file that announces one has none. */
function findExif(reader: ByteReader, fileBytes: number): Uint8Array | null {
  let at = 30
  while (at + 8 <= fileBytes) {
    const length = reader.u32(at + 4)
    if (reader.text(at, 4) === 'EXIF') return reader.slice(at + 8, Math.min(length, fileBytes - at - 8))
    at += 8 + length + (length & 1)
  }
  return null
}

/** RFC 9649, section 2.7. */
function readExtended(reader: ByteReader, fileBytes: number): HeaderOutcome {
  const flags = reader.u8(20)
  const stored = { width: reader.u24(24) + 1, height: reader.u24(27) + 1 }
  const exif = (flags & exifFlag) === 0 ? null : findExif(reader, fileBytes)
  const { orientation, notes } = exif === null ? uprightAsStored : readExifOrientation(exif)
  const frameNotes: PhotoNote[] = (flags & animationFlag) === 0 ? [] : ['first-frame-only']
  return { kind: 'image', header: { format: 'webp', stored, orientation, notes: [...notes, ...frameNotes] }, memory: 'buffered' }
}

/** Header of a WebP file: lossy, lossless or extended, first frame of an animated one. */
export function readWebpHeader(bigEndian: ByteReader, fileBytes: number): HeaderOutcome {
  const reader = bigEndian.ordered('little')
  switch (reader.text(12, 4)) {
    case 'VP8 ':
      return readLossy(reader)
    case 'VP8L':
      return readLossless(reader)
    case 'VP8X':
      return readExtended(reader, fileBytes)
    default:
      return refused('image-damaged', 'The WebP header is damaged: its first chunk is unknown.')
  }
}
