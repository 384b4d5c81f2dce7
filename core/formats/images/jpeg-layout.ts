import type { SizePx } from '../../model/photo'
import type { ByteReader } from './byte-reader'

export interface JpegSegment {
  readonly marker: number
  /** Offset of the 0xFF of its marker. */
  readonly start: number
  /** Offset of the first byte after its two length bytes. */
  readonly body: number
  readonly end: number
}

export interface JpegFrame {
  /** 0xC0 to 0xCF: the coding process. */
  readonly marker: number
  readonly stored: SizePx
  readonly bitsPerSample: number
  readonly components: number
}

/** The header of a JPEG file up to its first scan. */
export interface JpegLayout {
  readonly segments: readonly JpegSegment[]
  readonly frame: JpegFrame | null
  /** Offset of the first start-of-scan marker; null when the file ends (EOI) before one. */
  readonly scanStart: number | null
  /** Bytes that belong to no segment were skipped between segments. */
  readonly hasStrayBytes: boolean
}

const markers = { start: 0xd8, end: 0xd9, scan: 0xda, temporary: 0x01 }

function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function isStandalone(marker: number): boolean {
  return marker === markers.temporary || (marker >= 0xd0 && marker <= markers.start)
}

/** Offset of the next marker's last 0xFF at or after `from`, fill bytes and strays passed over. */
export function nextMarker(reader: ByteReader, from: number): number {
  let at = from
  for (;;) {
    while (reader.u8(at) !== 0xff) at++
    while (reader.u8(at + 1) === 0xff) at++
    if (reader.u8(at + 1) !== 0) return at
    at += 2
  }
}

function isFill(reader: ByteReader, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (reader.u8(at) !== 0xff) return false
  return true
}

function readFrame(reader: ByteReader, segment: JpegSegment): JpegFrame {
  return {
    marker: segment.marker,
    stored: { width: reader.u16(segment.body + 3), height: reader.u16(segment.body + 1) },
    bitsPerSample: reader.u8(segment.body),
    components: reader.u8(segment.body + 5),
  }
}

/**
 * Walks the marker segments of a JPEG file (ITU-T T.81, annex B) up to the first scan,
 * passing over stray bytes as libjpeg does. Throws EndOfBytes when the header goes on past the bytes.
 */
export function readJpegLayout(reader: ByteReader): JpegLayout {
  const segments: JpegSegment[] = []
  let frame: JpegFrame | null = null
  let hasStrayBytes = false
  let at = 2
  for (;;) {
    const start = nextMarker(reader, at)
    if (!isFill(reader, at, start)) hasStrayBytes = true
    const marker = reader.u8(start + 1)
    if (marker === markers.scan) return { segments, frame, scanStart: start, hasStrayBytes }
    if (marker === markers.end) return { segments, frame, scanStart: null, hasStrayBytes }
    if (isStandalone(marker)) {
      hasStrayBytes = true
      at = start + 2
      continue
    }
    const end = start + 2 + Math.max(2, reader.u16(start + 2))
    const segment = { marker, start, body: start + 4, end }
    segments.push(segment)
    if (frame === null && isFrameMarker(marker)) frame = readFrame(reader, segment)
    at = end
  }
}

/** The file without the stray bytes between its header segments, for decoders that warn about them. */
export function withoutStrayBytes(bytes: Uint8Array, layout: JpegLayout): Uint8Array {
  if (!layout.hasStrayBytes || layout.scanStart === null) return bytes
  const parts = [bytes.subarray(0, 2), ...layout.segments.map((s) => bytes.subarray(s.start, s.end)), bytes.subarray(layout.scanStart)]
  const clean = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    clean.set(part, at)
    at += part.length
  }
  return clean
}
