import type { PhotoFormat } from '../../model/photo'
import { ByteReader, EndOfBytes } from './byte-reader'
import { heifBoxes } from './heif-items'
import { nextMarker, readJpegLayout } from './jpeg-layout'

/** True when the structure is whole; throws EndOfBytes when it runs past the file. */
type EndsProperly = (reader: ByteReader) => boolean

const jpegEnd = 0xd9

function jpegEnds(reader: ByteReader): boolean {
  let at = readJpegLayout(reader).scanStart
  while (at !== null) {
    const marker = reader.u8(at + 1)
    if (marker === jpegEnd) return true
    const isRestart = marker >= 0xd0 && marker <= 0xd7
    at = nextMarker(reader, isRestart ? at + 2 : at + 2 + reader.u16(at + 2))
  }
  return false
}

function pngEnds(reader: ByteReader): boolean {
  let at = 8
  while (reader.text(at + 4, 4) !== 'IEND') at += 12 + reader.u32(at)
  return true
}

function webpEnds(reader: ByteReader): boolean {
  return reader.ordered('little').u32(4) + 8 <= reader.length
}

function heifEnds(reader: ByteReader): boolean {
  let at = 0
  while (at < reader.length) {
    const [box] = heifBoxes(reader, at, Number.MAX_SAFE_INTEGER, [reader.text(at + 4, 4)])
    if (box === undefined || box.end > reader.length) return box?.end === Number.MAX_SAFE_INTEGER
    at = box.end
  }
  return true
}

/** GIF, BMP and TIFF have no end that can be found without decoding: their decoders tell. */
const checks: Partial<Record<PhotoFormat, EndsProperly>> = {
  jpeg: jpegEnds,
  png: pngEnds,
  webp: webpEnds,
  avif: heifEnds,
  heic: heifEnds,
}

/** True when a file ends before the structure of its format does; bytes after that end do not matter. */
export function isCutShort(bytes: Uint8Array, format: PhotoFormat): boolean {
  const endsProperly = checks[format]
  if (endsProperly === undefined) return false
  try {
    return !endsProperly(new ByteReader(bytes))
  } catch (error) {
    if (error instanceof EndOfBytes) return true
    throw error
  }
}
