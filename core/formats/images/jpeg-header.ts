import type { PhotoNote } from '../../model/photo'
import { ByteReader, EndOfBytes } from './byte-reader'
import { type OrientationFound, readExifOrientation, uprightAsStored } from './exif-orientation'
import { type JpegLayout, type JpegSegment, readJpegLayout } from './jpeg-layout'
import { type HeaderOutcome, refused } from './sniff-result'

const app1 = 0xe1
const app2 = 0xe2
const progressiveMarkers = [0xc2, 0xca]
/** Baseline, extended and progressive, Huffman or arithmetic: what libjpeg decodes. */
const decodableMarkers = [0xc0, 0xc1, 0xc2, 0xc9, 0xca]

export function isJpeg(reader: ByteReader): boolean {
  return reader.u8(0) === 0xff && reader.u8(1) === 0xd8 && reader.u8(2) === 0xff
}

/** The bodies of the segments with this marker that begin with this signature, signature removed. */
export function segmentBodies(reader: ByteReader, layout: JpegLayout, marker: number, signature: string): Uint8Array[] {
  const startsRight = (segment: JpegSegment) =>
    segment.end - segment.body >= signature.length && reader.text(segment.body, signature.length) === signature
  return layout.segments
    .filter((segment) => segment.marker === marker && startsRight(segment))
    .map((segment) => reader.slice(segment.body + signature.length, segment.end - segment.body - signature.length))
}

/** ICC profile of a JPEG, put together from its APP2 parts in their stated order; null when there is none. */
export function jpegIccProfile(reader: ByteReader, layout: JpegLayout): Uint8Array | null {
  const parts = segmentBodies(reader, layout, app2, 'ICC_PROFILE\0').filter((part) => part.length > 2)
  if (parts.length === 0) return null
  parts.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  const profile = new Uint8Array(parts.reduce((sum, part) => sum + part.length - 2, 0))
  let at = 0
  for (const part of parts) {
    profile.set(part.subarray(2), at)
    at += part.length - 2
  }
  return profile
}

/** True when a multi-picture index (CIPA DC-007) lists further views, not thumbnails or gain maps. */
function hasFurtherViews(index: Uint8Array): boolean {
  const multiFrameType = 0x02
  const order = index[0] === 0x49 ? 'little' : 'big'
  const reader = new ByteReader(index, order)
  try {
    const directory = reader.u32(4)
    const count = reader.u16(directory)
    for (let entry = directory + 2; entry < directory + 2 + count * 12; entry += 12) {
      if (reader.u16(entry) !== 0xb002) continue
      const pictures = reader.u32(entry + 4) / 16
      const list = reader.u32(entry + 8)
      for (let picture = 1; picture < pictures; picture++) {
        if (((reader.u32(list + picture * 16) >>> 16) & 0xff) === multiFrameType) return true
      }
    }
    return false
  } catch (error) {
    if (error instanceof EndOfBytes) return false
    throw error
  }
}

function jpegOrientation(reader: ByteReader, layout: JpegLayout): OrientationFound {
  const [exif] = segmentBodies(reader, layout, app1, 'Exif\0')
  return exif === undefined ? uprightAsStored : readExifOrientation(exif.subarray(1))
}

/** Header of a JPEG file. Throws EndOfBytes when the header goes on past the bytes given. */
export function readJpegHeader(reader: ByteReader): HeaderOutcome {
  const layout = readJpegLayout(reader)
  const { frame } = layout
  if (frame === null || layout.scanStart === null) {
    return refused('image-damaged', 'The JPEG header is damaged: it names no picture.')
  }
  if (!decodableMarkers.includes(frame.marker)) {
    return refused('unsupported-image', 'Lossless and hierarchical JPEG are not supported.')
  }
  if (frame.bitsPerSample !== 8) {
    return refused('unsupported-image', `JPEG with ${frame.bitsPerSample} bits per sample is not supported.`)
  }
  const { orientation, notes } = jpegOrientation(reader, layout)
  const views = segmentBodies(reader, layout, app2, 'MPF\0').some(hasFurtherViews)
  const allNotes: PhotoNote[] = views ? [...notes, 'first-frame-only'] : [...notes]
  return {
    kind: 'image',
    header: { format: 'jpeg', stored: frame.stored, orientation, notes: allNotes },
    memory: progressiveMarkers.includes(frame.marker) ? 'buffered' : 'streamed',
  }
}
