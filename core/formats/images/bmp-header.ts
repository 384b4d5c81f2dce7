import type { SizePx } from '../../model/photo'
import type { ByteReader } from './byte-reader'
import { type HeaderOutcome, type RefusedImage, refused } from './sniff-result'

export type BmpCoding = 'plain' | 'masks' | 'rle4' | 'rle8'

/** All a BMP decoder needs to know before the pixels. */
export interface BmpLayout {
  readonly kind: 'layout'
  readonly size: SizePx
  readonly rowOrder: 'bottom-up' | 'top-down'
  readonly bitsPerPixel: 1 | 2 | 4 | 8 | 16 | 24 | 32
  readonly coding: BmpCoding
  /** Red, green, blue, alpha bit masks; alpha 0 when there is none. */
  readonly masks: readonly [number, number, number, number]
  readonly paletteOffset: number
  readonly paletteEntries: number
  readonly paletteEntryBytes: 3 | 4
  readonly pixelOffset: number
}

const fileHeaderBytes = 14
const codingNames = ['plain', 'rle8', 'rle4', 'masks', 'jpeg', 'png', 'masks'] as const
const masks555 = [0x7c00, 0x03e0, 0x001f, 0] as const
const masks888 = [0xff0000, 0x00ff00, 0x0000ff, 0] as const

export function isBmp(reader: ByteReader): boolean {
  if (reader.text(0, 2) !== 'BM') return false
  const headerBytes = reader.ordered('little').u32(14)
  return headerBytes === 12 || (headerBytes >= 16 && headerBytes <= 256)
}

interface InfoFields {
  readonly width: number
  readonly signedHeight: number
  readonly bits: number
  readonly coding: (typeof codingNames)[number] | undefined
  readonly colours: number
}

function readInfo(reader: ByteReader, headerBytes: number): InfoFields {
  if (headerBytes === 12) {
    return { width: reader.u16(18), signedHeight: reader.u16(20), bits: reader.u16(24), coding: 'plain', colours: 0 }
  }
  const isOs2 = headerBytes === 16 || headerBytes === 64
  const code = headerBytes >= 20 ? reader.u32(30) : 0
  return {
    width: reader.i32(18),
    signedHeight: reader.i32(22),
    bits: reader.u16(28),
    coding: isOs2 && code > 2 ? undefined : codingNames[code],
    colours: headerBytes >= 36 ? reader.u32(46) : 0,
  }
}

function readMasks(reader: ByteReader, headerBytes: number, info: InfoFields): BmpLayout['masks'] {
  if (info.coding !== 'masks') return info.bits === 16 ? masks555 : masks888
  const hasAlpha = headerBytes >= 56 || reader.u32(30) === 6
  return [reader.u32(54), reader.u32(58), reader.u32(62), hasAlpha ? reader.u32(66) : 0]
}

/** Bytes of colour masks that follow a 40-byte header outside it. */
function looseMaskBytes(reader: ByteReader, headerBytes: number, info: InfoFields): number {
  if (headerBytes !== 40 || info.coding !== 'masks') return 0
  return reader.u32(30) === 6 ? 16 : 12
}

function isKnownDepth(bits: number): bits is BmpLayout['bitsPerPixel'] {
  return [1, 2, 4, 8, 16, 24, 32].includes(bits)
}

function fits(coding: BmpCoding, bits: number): boolean {
  if (coding === 'rle8') return bits === 8
  if (coding === 'rle4') return bits === 4
  return coding === 'plain' || bits === 16 || bits === 32
}

/**
 * Layout of a BMP file with any of its headers (OS/2 12, 16, 64; Windows 40, 52, 56, 108, 124 bytes;
 * source: Microsoft, "Bitmap Storage", BITMAPV5HEADER). Throws EndOfBytes on a cut header.
 */
export function readBmpLayout(bytes: ByteReader): BmpLayout | RefusedImage {
  const reader = bytes.ordered('little')
  const headerBytes = reader.u32(14)
  const info = readInfo(reader, headerBytes)
  const { coding, bits } = info
  if (coding === undefined || coding === 'jpeg' || coding === 'png') {
    return refused('unsupported-image', 'This BMP uses a compression that is not supported.')
  }
  if (!isKnownDepth(bits) || !fits(coding, bits)) {
    return refused('image-damaged', `The BMP header is damaged: ${bits} bits per pixel.`)
  }
  const paletteEntryBytes = headerBytes === 12 ? 3 : 4
  const paletteOffset = fileHeaderBytes + headerBytes + looseMaskBytes(reader, headerBytes, info)
  const pixelOffset = reader.u32(10)
  const room = Math.max(0, Math.floor((pixelOffset - paletteOffset) / paletteEntryBytes))
  const asked = info.colours === 0 ? 2 ** Math.min(bits, 8) : Math.min(info.colours, 256)
  return {
    kind: 'layout',
    size: { width: info.width, height: Math.abs(info.signedHeight) },
    rowOrder: info.signedHeight < 0 ? 'top-down' : 'bottom-up',
    bitsPerPixel: bits,
    coding,
    masks: readMasks(reader, headerBytes, info),
    paletteOffset,
    paletteEntries: bits <= 8 ? Math.min(asked, room) : 0,
    paletteEntryBytes,
    pixelOffset,
  }
}

/** Header of a BMP file. */
export function readBmpHeader(reader: ByteReader): HeaderOutcome {
  const layout = readBmpLayout(reader)
  if (layout.kind === 'refused') return layout
  return {
    kind: 'image',
    header: { format: 'bmp', stored: layout.size, orientation: 1, notes: [] },
    memory: layout.coding === 'plain' || layout.coding === 'masks' ? 'streamed' : 'buffered',
  }
}
