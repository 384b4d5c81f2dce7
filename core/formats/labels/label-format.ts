import type { Inflate } from '#core/formats/images/sniff-result'
import type { FormatCapabilities } from '#core/formats/labels/fit/capabilities'
import type { InputTree } from '#core/formats/labels/tree/input-tree'
import type { TreeOutline } from '#core/formats/labels/tree/tree-outline'
import type { Dataset, ImportNote } from '#core/model/dataset'
import type { Orientation, SizePx } from '#core/model/photo'

/** Whether a format applies to a folder of files; "no" is an answer with a reason, not an error. */
export type SniffOutcome =
  | { readonly applicable: true; /** The label files, not the photos. */ readonly files: readonly string[] }
  | { readonly applicable: false; readonly reason: string }

/** What the header of a photo tells; labels in fractions of the photo need it. */
export interface PhotoFacts {
  /** Size of the stored raster, before EXIF orientation. */
  readonly stored: SizePx
  readonly orientation: Orientation
}

export interface ReadRequest {
  readonly tree: InputTree
  readonly outline: TreeOutline
  /** The label files to read, as `sniff` named them or fewer. */
  readonly files: readonly string[]
  readonly inflate: Inflate
  /** Facts of a photo named by the labels, from beside them or from the library; null when there is no such photo. */
  readonly photoFacts: (file: string) => Promise<PhotoFacts | null>
  /** Called between records of a long file, so that the host can answer others. */
  readonly pause?: () => Promise<void>
}

export interface ReadOutcome {
  readonly dataset: Dataset
  /** Every record that was refused or changed; a record that is not listed was taken as it stands. */
  readonly notes: readonly ImportNote[]
  /** What to call it where one reader reads several formats and the files tell which; default: the format's name. */
  readonly readAs?: string
}

/** One file of an export. Photos are named, not held: the sink copies them. */
export type OutputFile =
  /** The bytes in pieces, so that a large file need not be held whole. */
  | { readonly path: string; readonly content: 'bytes'; readonly pieces: () => Iterable<Uint8Array> }
  /** `photo` is the file of a DatasetImage. */
  | { readonly path: string; readonly content: 'photo'; readonly photo: string }

/** Host functions of the writers: zlib deflate of whole bytes and CRC-32, for PNG masks. */
export interface WritePlatform {
  deflate(bytes: Uint8Array): Uint8Array
  crc32(bytes: Uint8Array): number
}

export interface WriteRequest {
  /** What the format can hold, as `fitDataset` gives it. */
  readonly dataset: Dataset
  readonly photos: 'with-photos' | 'labels-only'
  readonly platform: WritePlatform
}

/** One exchange format of labels. A new one is a folder with these parts and a line in `formats.ts`. */
export interface LabelFormat {
  readonly id: string
  /** As people call it. */
  readonly name: string
  /** Tells from the contents, never from the extension alone. */
  readonly sniff: (outline: TreeOutline) => SniffOutcome
  /** null for formats that are only written. Throws AppError when nothing of the files can be read. */
  readonly read: ((request: ReadRequest) => Promise<ReadOutcome>) | null
  /** null for formats that are only read. */
  readonly writer: LabelWriter | null
}

export interface LabelWriter {
  readonly capabilities: FormatCapabilities
  /** Every path is given once, also on file systems that ignore case. */
  readonly write: (request: WriteRequest) => Iterable<OutputFile>
}
