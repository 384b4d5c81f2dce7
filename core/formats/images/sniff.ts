import type { PhotoNote } from '../../model/photo'
import { isBmp, readBmpHeader } from './bmp-header'
import { ByteReader, EndOfBytes } from './byte-reader'
import { isGif, readGifHeader } from './gif-header'
import { isHeif, readHeifHeader } from './heif-header'
import { isJpeg, readJpegHeader } from './jpeg-header'
import { refuseKnownFile, refuseMediaFile, refuseUnknownFile } from './known-refusals'
import { maxDecodedPixels, refuseSize } from './limits'
import { extensionDiffers } from './photo-names'
import { isPng, readPngHeader } from './png-header'
import { type FoundImage, type HeaderOutcome, type Inflate, type RefusedImage, refused } from './sniff-result'
import { isTiff, readTiffHeader } from './tiff-header'
import { isWebp, readWebpHeader } from './webp-header'

/** The header lies past the bytes given: ask again with at least `neededBytes` of the file. */
export interface IncompleteHead {
  readonly kind: 'incomplete'
  readonly neededBytes: number
}

export type SniffResult = Pick<FoundImage, 'kind' | 'header'> | RefusedImage | IncompleteHead

export interface SniffOptions {
  /** File name, to note an extension that promises another format. */
  readonly name?: string
  /** Without it, EXIF in compressed PNG text is passed over. */
  readonly inflate?: Inflate
}

type ReadHeader = (reader: ByteReader, fileBytes: number, options: SniffOptions) => HeaderOutcome

interface Sniffer {
  readonly label: string
  readonly matches: (reader: ByteReader) => boolean
  readonly read: ReadHeader
}

const sniffers: readonly Sniffer[] = [
  { label: 'JPEG', matches: isJpeg, read: readJpegHeader },
  { label: 'PNG', matches: isPng, read: (reader, fileBytes, { inflate }) => readPngHeader(reader, fileBytes, inflate) },
  { label: 'WebP', matches: isWebp, read: readWebpHeader },
  { label: 'GIF', matches: isGif, read: readGifHeader },
  { label: 'BMP', matches: isBmp, read: readBmpHeader },
  { label: 'HEIF', matches: isHeif, read: readHeifHeader },
  { label: 'TIFF', matches: isTiff, read: readTiffHeader },
]

function matches(sniffer: Sniffer, reader: ByteReader): boolean {
  try {
    return sniffer.matches(reader)
  } catch (error) {
    if (error instanceof EndOfBytes) return false
    throw error
  }
}

function withNotes(found: FoundImage, options: SniffOptions): SniffResult {
  const { header } = found
  const { width, height } = header.stored
  if (!(width > 0) || !(height > 0)) {
    return refused('image-damaged', `The header is damaged: it states a size of ${width} × ${height} pixels.`)
  }
  const tooLarge = refuseSize(header.stored, found.memory)
  if (tooLarge !== null) return refused('image-too-large', tooLarge)
  const added: PhotoNote[] = []
  if (options.name !== undefined && extensionDiffers(options.name, header.format)) added.push('extension-differs')
  if (width * height > maxDecodedPixels) added.push('reduced')
  return { kind: 'image', header: { ...header, notes: [...header.notes, ...added] } }
}

/**
 * Tells what a file is from its first bytes alone, never from its name and without decoding pixels.
 *
 * @param head the start of the file; the whole file is always enough
 * @param fileBytes length of the whole file
 * @returns the header of an image that will be decoded, or a refusal with its sentence;
 *   `incomplete` only when `head` is shorter than the file
 */
export function sniffImage(head: Uint8Array, fileBytes: number, options: SniffOptions = {}): SniffResult {
  if (fileBytes === 0) return refused('not-an-image', 'The file is empty (0 bytes).')
  const reader = new ByteReader(head)
  const known = refuseKnownFile(reader)
  if (known !== null) return known
  const sniffer = sniffers.find((candidate) => matches(candidate, reader))
  if (sniffer === undefined) return refuseMediaFile(reader) ?? refuseUnknownFile(head)
  try {
    const outcome = sniffer.read(reader, fileBytes, options)
    return outcome.kind === 'image' ? withNotes(outcome, options) : outcome
  } catch (error) {
    if (!(error instanceof EndOfBytes)) throw error
    if (head.length < fileBytes) return { kind: 'incomplete', neededBytes: Math.min(error.neededBytes, fileBytes) }
    return refused('image-damaged', `The ${sniffer.label} file is truncated: it ends inside its header.`)
  }
}
