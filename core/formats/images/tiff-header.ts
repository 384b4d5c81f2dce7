import type { PhotoNote } from '../../model/photo'
import type { ByteReader } from './byte-reader'
import { checkedOrientation, uprightAsStored } from './exif-orientation'
import { type HeaderOutcome, refused } from './sniff-result'

const tags = {
  subfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  make: 271,
  orientation: 274,
  subDirectories: 330,
  sampleFormat: 339,
  dngVersion: 50706,
}
const colourFilterArrays = [32803, 34892]
const yccPhotometric = 6
const labPhotometric = 8
/** Old and new JPEG, whose decoder turns YCbCr into RGB; other compressions leave it as it is. */
const jpegCompressions = [6, 7]
const floatFormat = 3
const readableSampleFormats = [1, floatFormat, 4]
/** Bytes per value of the TIFF field types that hold a whole number. */
const wholeNumberBytes: Readonly<Record<number, 1 | 2 | 4 | 8>> = { 1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 }

/** TIFF 6.0 has 32-bit offsets and 12-byte entries, BigTIFF 64-bit offsets and 20-byte entries. */
interface Dialect {
  readonly reader: ByteReader
  readonly offsetBytes: 4 | 8
}

function openDialect(bytes: ByteReader): Dialect | null {
  const mark = bytes.text(0, 2)
  if (mark !== 'II' && mark !== 'MM') return null
  const reader = bytes.ordered(mark === 'II' ? 'little' : 'big')
  const version = reader.u16(2)
  if (version === 42) return { reader, offsetBytes: 4 }
  return version === 43 ? { reader, offsetBytes: 8 } : null
}

export function isTiff(reader: ByteReader): boolean {
  return openDialect(reader) !== null
}

function readOffset({ reader, offsetBytes }: Dialect, at: number): number {
  return offsetBytes === 4 ? reader.u32(at) : reader.u64(at)
}

interface Directory {
  /** First value of every field that holds whole numbers. */
  readonly values: ReadonlyMap<number, number>
  readonly present: ReadonlySet<number>
  readonly nextOffset: number
}

function firstValue(dialect: Dialect, entry: number): number | null {
  const { reader, offsetBytes } = dialect
  const size = wholeNumberBytes[reader.u16(entry + 2)]
  if (size === undefined) return null
  const count = readOffset(dialect, entry + 4)
  const inline = entry + 4 + offsetBytes
  const at = size * count <= offsetBytes ? inline : readOffset(dialect, inline)
  const read = { 1: reader.u8, 2: reader.u16, 4: reader.u32, 8: reader.u64 }[size]
  return read.call(reader, at)
}

function readDirectory(dialect: Dialect, offset: number): Directory {
  const { reader, offsetBytes } = dialect
  const countBytes = offsetBytes === 4 ? 2 : 8
  const entryBytes = offsetBytes === 4 ? 12 : 20
  const count = offsetBytes === 4 ? reader.u16(offset) : reader.u64(offset)
  const values = new Map<number, number>()
  const present = new Set<number>()
  const wanted = new Set(Object.values(tags))
  for (let index = 0; index < count; index++) {
    const entry = offset + countBytes + index * entryBytes
    const tag = reader.u16(entry)
    present.add(tag)
    const value = wanted.has(tag) ? firstValue(dialect, entry) : null
    if (value !== null) values.set(tag, value)
  }
  return { values, present, nextOffset: readOffset(dialect, offset + countBytes + count * entryBytes) }
}

/** Cameras' raw files are TIFF structures around sensor data; their first directory is often a mere thumbnail. */
function isRaw(directory: Directory): boolean {
  if (directory.present.has(tags.dngVersion)) return true
  if (colourFilterArrays.includes(directory.values.get(tags.photometric) ?? 0)) return true
  const isThumbnail = directory.values.get(tags.subfileType) === 1
  return isThumbnail && directory.present.has(tags.make) && directory.present.has(tags.subDirectories)
}

function refuseKind(directory: Directory): string | null {
  if (isRaw(directory)) return 'Camera raw files are not supported; export the photo as JPEG or TIFF first.'
  if (!directory.present.has(tags.photometric)) {
    return 'This TIFF does not say what its samples mean (no PhotometricInterpretation field).'
  }
  if (directory.values.get(tags.photometric) === labPhotometric) return 'TIFF in the CIE Lab colour space is not supported.'
  const isYcc = directory.values.get(tags.photometric) === yccPhotometric
  if (isYcc && !jpegCompressions.includes(directory.values.get(tags.compression) ?? 1)) {
    return 'TIFF in YCbCr colours without JPEG compression is not supported.'
  }
  const sampleFormat = directory.values.get(tags.sampleFormat) ?? 1
  if (!readableSampleFormats.includes(sampleFormat) || (directory.values.get(tags.bitsPerSample) ?? 1) > 32) {
    return 'TIFF with signed, complex or 64-bit samples is not supported.'
  }
  return null
}

/** Header of a TIFF or BigTIFF file in either byte order: its first page. Throws EndOfBytes when that lies past the bytes. */
export function readTiffHeader(bytes: ByteReader): HeaderOutcome {
  const dialect = openDialect(bytes)
  if (dialect === null) return refused('not-an-image', 'The file is not a TIFF.')
  const directory = readDirectory(dialect, readOffset(dialect, dialect.offsetBytes))
  const reason = refuseKind(directory)
  if (reason !== null) return refused('unsupported-image', reason)
  const { values } = directory
  const stored = { width: values.get(tags.width) ?? 0, height: values.get(tags.height) ?? 0 }
  const stated = values.get(tags.orientation)
  const { orientation, notes } = stated === undefined ? uprightAsStored : checkedOrientation(stated)
  const allNotes: PhotoNote[] = [...notes]
  if (directory.nextOffset !== 0) allNotes.push('first-frame-only')
  const stretched = values.get(tags.sampleFormat) === floatFormat || (values.get(tags.bitsPerSample) ?? 1) > 16
  if (stretched) allNotes.push('float-stretched')
  const memory = stretched ? 'buffered' : 'streamed'
  return { kind: 'image', header: { format: 'tiff', stored, orientation, notes: allNotes }, memory }
}
