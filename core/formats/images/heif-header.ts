import type { SizePx } from '../../model/photo'
import type { ByteReader } from './byte-reader'
import { type HeifBox, type HeifItems, heifBoxes, readHeifItems } from './heif-items'
import { type MatrixProfile, readMatrixProfile } from './icc-profile'
import { type HeaderOutcome, refused } from './sniff-result'
import { displayP3 } from './srgb'

const pictureBrands = ['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'mif2', 'msf1', 'miaf']
const codecFormats: Readonly<Record<string, 'avif' | 'heic'>> = { av01: 'avif', hvc1: 'heic', hev1: 'heic', lhv1: 'heic' }
/** Items made from other items: their codec is that of the parts. */
const derivedTypes = ['grid', 'iden', 'iovl']

/** The brands of an ISO base media file, empty for any other file. */
export function mediaBrands(reader: ByteReader): readonly string[] {
  if (reader.text(4, 4) !== 'ftyp') return []
  const end = Math.min(reader.u32(0), 256)
  const brands = [reader.text(8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(reader.text(at, 4))
  return brands
}

export function isHeif(reader: ByteReader): boolean {
  return mediaBrands(reader).some((brand) => pictureBrands.includes(brand))
}

/** ISO/IEC 14496-12, clean aperture: width and height as fractions. */
function cleanAperture(reader: ByteReader, box: HeifBox): SizePx {
  const [widthN, widthD, heightN, heightD] = [0, 4, 8, 12].map((at) => reader.u32(box.body + at))
  return { width: Math.round((widthN ?? 0) / (widthD || 1)), height: Math.round((heightN ?? 0) / (heightD || 1)) }
}

/** The size after the transformations of the item in their order (ISO/IEC 23008-12, 6.5). */
function uprightItemSize(reader: ByteReader, properties: readonly HeifBox[]): SizePx {
  let size: SizePx = { width: 0, height: 0 }
  for (const box of properties) {
    if (box.type === 'ispe') size = { width: reader.u32(box.body + 4), height: reader.u32(box.body + 8) }
    if (box.type === 'clap') size = cleanAperture(reader, box)
    if (box.type === 'irot' && (reader.u8(box.body) & 1) === 1) size = { width: size.height, height: size.width }
  }
  return size
}

function openItems(reader: ByteReader, fileBytes: number): HeifItems | null {
  const meta = heifBoxes(reader, 0, fileBytes, ['meta'])[0]
  return meta === undefined ? null : readHeifItems(reader, meta)
}

const displayP3Primaries = 12

function profileOf(reader: ByteReader, box: HeifBox): MatrixProfile | null {
  const kind = reader.text(box.body, 4)
  if (kind === 'prof' || kind === 'rICC') return readMatrixProfile(reader.slice(box.body + 4, box.end - box.body - 4))
  return kind === 'nclx' && reader.u16(box.body + 4) === displayP3Primaries ? displayP3 : null
}

/** Colour profile of the primary picture (`colr` boxes, an ICC profile before coded primaries); null for sRGB and unknown ones. */
export function readHeifProfile(reader: ByteReader): MatrixProfile | null {
  const items = openItems(reader, reader.length)
  const boxes = items === null ? [] : items.propertiesOf(items.primaryId).filter((box) => box.type === 'colr')
  const iccFirst = boxes.toSorted((a, b) => Number(reader.text(a.body, 4) === 'nclx') - Number(reader.text(b.body, 4) === 'nclx'))
  return iccFirst[0] === undefined ? null : profileOf(reader, iccFirst[0])
}

/**
 * Header of an AVIF or HEIC file: its primary picture. Its decoders turn the picture upright
 * themselves, so `stored` is the upright size and the orientation is 1.
 */
export function readHeifHeader(reader: ByteReader, fileBytes: number): HeaderOutcome {
  const items = openItems(reader, fileBytes)
  if (items === null) return refused('image-damaged', 'The file has no picture: its HEIF header is missing.')
  const { primaryId, itemTypes, propertiesOf } = items
  const type = itemTypes.get(primaryId)
  if (type === undefined) return refused('image-damaged', 'The HEIF header is damaged: it names no primary picture.')
  const codecs = derivedTypes.includes(type) ? [...itemTypes.values()] : [type]
  const format = codecs.map((codec) => codecFormats[codec]).find((found) => found !== undefined)
  if (format === undefined) return refused('unsupported-image', `HEIF pictures coded as "${type}" are not supported.`)
  const stored = uprightItemSize(reader, propertiesOf(primaryId))
  return { kind: 'image', header: { format, stored, orientation: 1, notes: [] }, memory: 'multi-buffered' }
}
