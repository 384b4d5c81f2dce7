import { type ByteReader, EndOfBytes } from './byte-reader'
import { mediaBrands } from './heif-header'
import { type RefusedImage, refused } from './sniff-result'

interface KnownFile {
  readonly magic: string
  readonly at: number
  readonly reason: string
}

const rawReason = 'Camera raw files are not supported; export the photo as JPEG or TIFF first.'
const videoReason = 'The file is a video, not a photo.'
const jpeg2000Reason = 'JPEG 2000 is not supported; convert the photo to JPEG, PNG or TIFF.'
const netpbmReason = 'Netpbm pictures (PBM, PGM, PPM, PAM) are not supported; convert them to PNG.'
const archiveReason = 'The file is an archive, not an image.'
const attributesReason = 'The file holds macOS file attributes, not an image.'

/** Files that people do drop on an image tool, each with its own sentence. First match wins. */
const knownFiles: readonly KnownFile[] = [
  { magic: '\0\0\0\x0cjP  ', at: 0, reason: jpeg2000Reason },
  { magic: '\xff\x4f\xff\x51', at: 0, reason: jpeg2000Reason },
  { magic: '\0\0\0\x0cJXL ', at: 0, reason: 'JPEG XL is not supported; convert the photo to JPEG or PNG.' },
  { magic: '\xff\x0a', at: 0, reason: 'JPEG XL is not supported; convert the photo to JPEG or PNG.' },
  { magic: 'FUJIFILMCCD-RAW', at: 0, reason: rawReason },
  { magic: 'CR\x02', at: 8, reason: rawReason },
  { magic: 'IIRO', at: 0, reason: rawReason },
  { magic: 'IIRS', at: 0, reason: rawReason },
  { magic: 'MMOR', at: 0, reason: rawReason },
  { magic: 'IIU\0', at: 0, reason: rawReason },
  { magic: 'FOVb', at: 0, reason: rawReason },
  { magic: '\0MRM', at: 0, reason: rawReason },
  { magic: '8BPS', at: 0, reason: 'Photoshop files are not supported; export the photo as JPEG, PNG or TIFF.' },
  { magic: '%PDF-', at: 0, reason: 'The file is a PDF document; export its pages as pictures.' },
  { magic: '%!PS', at: 0, reason: 'PostScript is not supported; export it as a picture.' },
  { magic: '\0\0\x01\0', at: 0, reason: 'Icon files are not supported.' },
  { magic: 'icns', at: 0, reason: 'Icon files are not supported.' },
  ...['P4\n', 'P5\n', 'P6\n', 'P7\n'].map((magic) => ({ magic, at: 0, reason: netpbmReason })),
  { magic: 'v/1\x01', at: 0, reason: 'OpenEXR is not supported; export the photo as JPEG, PNG or TIFF.' },
  { magic: '#?RADIANCE', at: 0, reason: 'Radiance HDR is not supported; export the photo as JPEG, PNG or TIFF.' },
  { magic: 'DICM', at: 128, reason: 'DICOM is not supported; export the picture as PNG or TIFF.' },
  { magic: 'AVI ', at: 8, reason: videoReason },
  { magic: '\x1aE\xdf\xa3', at: 0, reason: videoReason },
  { magic: '\0\0\x01\xba', at: 0, reason: videoReason },
  { magic: '\0\0\x01\xb3', at: 0, reason: videoReason },
  { magic: 'moov', at: 4, reason: videoReason },
  { magic: 'mdat', at: 4, reason: videoReason },
  { magic: 'PK\x03\x04', at: 0, reason: archiveReason },
  { magic: '\x1f\x8b', at: 0, reason: archiveReason },
  { magic: '\0\x05\x16\x07', at: 0, reason: attributesReason },
]

const notImages = new Set([videoReason, archiveReason, attributesReason])

function startsWith(reader: ByteReader, { magic, at }: KnownFile): boolean {
  try {
    return reader.text(at, magic.length) === magic
  } catch (error) {
    if (error instanceof EndOfBytes) return false
    throw error
  }
}

/** Refusal of a file whose first bytes are a known mark of something that is not decoded; null for others. */
export function refuseKnownFile(reader: ByteReader): RefusedImage | null {
  const known = knownFiles.find((file) => startsWith(reader, file))
  if (known === undefined) return null
  return refused(notImages.has(known.reason) ? 'not-an-image' : 'unsupported-image', known.reason)
}

/** Refusal of an ISO base media file that holds no picture: raw photo or video; null for other files. */
export function refuseMediaFile(reader: ByteReader): RefusedImage | null {
  const brands = reader.length >= 16 ? mediaBrands(reader) : []
  if (brands.length === 0) return null
  return brands.includes('crx ') ? refused('unsupported-image', rawReason) : refused('not-an-image', videoReason)
}

/** Refusal of a file by its text, or as unknown bytes. */
export function refuseUnknownFile(bytes: Uint8Array): RefusedImage {
  const head = bytes.subarray(0, 1024)
  const text = head.reduce((sum, byte) => sum + String.fromCharCode(byte), '').replace(/^\xef\xbb\xbf/, '')
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text)) {
    return refused('unsupported-image', 'SVG is a drawing, not a photo; export it as PNG.')
  }
  if (/^\s*(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body)/i.test(text)) {
    return refused('not-an-image', 'The file is a web page (HTML), not an image.')
  }
  const isText = head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 12 || byte === 13)
  if (isText) return refused('not-an-image', 'The file is text, not an image.')
  return refused('not-an-image', 'The file is not an image: its first bytes are of no known kind.')
}
