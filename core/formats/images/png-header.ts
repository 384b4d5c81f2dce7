import type { ByteReader } from './byte-reader'
import { type OrientationFound, readExifOrientation, uprightAsStored } from './exif-orientation'
import { type HeaderOutcome, type Inflate, refused } from './sniff-result'

const signature = '\x89PNG\r\n\x1a\n'
const maxPngSide = 2 ** 31 - 1
/** Larger than any EXIF block written as hexadecimal text. */
const maxProfileText = 1 << 20

export function isPng(reader: ByteReader): boolean {
  return reader.text(0, 8) === signature
}

/** Bytes of an ImageMagick "Raw profile": newline, name, byte count, hexadecimal digits. */
function parseRawProfile(text: string): Uint8Array | null {
  const found = /^\s*\w+\s+(\d+)\s+([0-9a-fA-F\s]+)$/.exec(text.replace(/\0+$/, ''))
  const digits = found?.[2]?.replace(/\s+/g, '')
  if (digits === undefined) return null
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function latin1(bytes: Uint8Array): string {
  return bytes.reduce((text, byte) => text + String.fromCharCode(byte), '')
}

/** EXIF block kept as text by older writers in tEXt and zTXt chunks; null when this chunk is another text. */
function exifFromText(type: string, body: Uint8Array, inflate: Inflate | undefined): Uint8Array | null {
  const keyEnd = body.indexOf(0)
  const key = latin1(body.subarray(0, Math.min(Math.max(keyEnd, 0), 80)))
  if (key !== 'Raw profile type exif' && key !== 'Raw profile type APP1') return null
  if (type === 'tEXt') return parseRawProfile(latin1(body.subarray(keyEnd + 1)))
  if (inflate === undefined) return null
  try {
    return parseRawProfile(latin1(inflate(body.subarray(keyEnd + 2), maxProfileText)))
  } catch {
    // A broken text chunk is not the picture's fault: an empty block is reported as damaged EXIF.
    return new Uint8Array(0)
  }
}

interface PngExtras {
  readonly exif: Uint8Array | null
  readonly animated: boolean
}

function isXmp(block: Uint8Array): boolean {
  return latin1(block.subarray(0, 5)) === 'http:'
}

/** Walks all chunks, since eXIf may follow the picture data. A file cut inside its picture data ends the walk. */
function readExtras(reader: ByteReader, inflate: Inflate | undefined, fileBytes: number): PngExtras {
  let exif: Uint8Array | null = null
  let animated = false
  let at = 33
  while (at + 8 <= fileBytes) {
    const length = reader.u32(at)
    const type = reader.text(at + 4, 4)
    if (type === 'IEND' || at + 12 + length > fileBytes) break
    if (type === 'acTL') animated = reader.u32(at + 8) > 1
    if (type === 'eXIf') exif = reader.slice(at + 8, length)
    if ((type === 'tEXt' || type === 'zTXt') && exif === null) {
      const block = exifFromText(type, reader.slice(at + 8, length), inflate)
      if (block !== null && !isXmp(block)) exif = block
    }
    at += 12 + length
  }
  return { exif, animated }
}

/** Header of a PNG file (W3C PNG, third edition), first frame of an animated one. */
export function readPngHeader(reader: ByteReader, fileBytes: number, inflate: Inflate | undefined): HeaderOutcome {
  const first = reader.text(12, 4)
  if (first === 'CgBI') return refused('unsupported-image', 'PNG files made for iOS programs (CgBI) are not supported.')
  if (first !== 'IHDR') return refused('image-damaged', 'The PNG header is damaged: its first chunk is not IHDR.')
  const stored = { width: reader.u32(16), height: reader.u32(20) }
  if (stored.width > maxPngSide || stored.height > maxPngSide) {
    return refused('image-damaged', `The PNG header is damaged: it states ${stored.width} × ${stored.height} pixels.`)
  }
  const interlaced = reader.u8(28) !== 0
  const extras = readExtras(reader, inflate, fileBytes)
  const found: OrientationFound = extras.exif === null ? uprightAsStored : readExifOrientation(extras.exif)
  const notes = extras.animated ? ([...found.notes, 'first-frame-only'] as const) : found.notes
  return {
    kind: 'image',
    header: { format: 'png', stored, orientation: found.orientation, notes },
    memory: interlaced ? 'buffered' : 'streamed',
  }
}
