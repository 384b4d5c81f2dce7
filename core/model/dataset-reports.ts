import type { ImportNote, LabelShape, PixelFrame } from '#core/model/dataset'
import type { ClassId } from '#core/model/label'
import type { JobId } from '#core/model/job'
import type { PhotoId } from '#core/model/photo'

/** What becomes of a kind of shape in a format: kept, turned into another kind, or left out. */
export type ShapeFate = 'exact' | 'box' | 'polygon' | 'mask' | 'none'

/** An exchange format as the window lists it. */
export interface LabelFormatEntry {
  readonly id: string
  readonly name: string
  readonly canRead: boolean
  /** null for formats that are only read. */
  readonly writes: { readonly shapes: Readonly<Record<LabelShape['kind'], ShapeFate>>; readonly scores: boolean } | null
}

/** Something a format cannot hold, as a part of a sentence, and how often. */
export interface FormatLoss {
  readonly what: string
  readonly count: number
}

export interface PartCounts {
  readonly train: number
  readonly val: number
  readonly test: number
}

/** One way in which an export differs from what was to be written. */
export interface ExportDifference {
  readonly file: string
  readonly what: string
}

/** What an export wrote. */
export interface ExportReport {
  readonly jobId: JobId
  readonly formatId: string
  readonly path: string
  readonly frame: PixelFrame
  /** True for predictions, which the files say too. */
  readonly predictions: boolean
  readonly photos: number
  readonly labels: number
  readonly classes: number
  readonly files: number
  readonly bytes: number
  readonly copiedPhotos: number
  /** null without a split. */
  readonly parts: PartCounts | null
  /** Photos without a fingerprint, which may have a twin in another part; 0 without a split. */
  readonly ungroupedPhotos: number
  /** Of a split as imported: photos that came without a part and are for training. */
  readonly partlessPhotos: number
  readonly losses: readonly FormatLoss[]
  /** The export was read again; null for a format that is not read. `first` holds some of the differences. */
  readonly reread: { readonly differences: number; readonly first: readonly ExportDifference[] } | null
}

/** A record that could not be taken or was changed, or an image that means no photo or several. */
export interface DatasetNote extends Omit<ImportNote, 'level'> {
  readonly level: ImportNote['level'] | 'missing' | 'ambiguous'
}

/** What an import would do. */
export interface ImportPreview {
  readonly previewId: number
  readonly formatId: string
  readonly formatName: string
  /** Other formats that the files could be. */
  readonly otherFormats: readonly { readonly id: string; readonly name: string }[]
  readonly frame: PixelFrame
  readonly predictions: boolean
  readonly images: number
  readonly labels: number
  readonly classes: readonly { readonly name: string; readonly labels: number; /** null: it will be made. */ readonly classId: ClassId | null }[]
  readonly matched: { readonly path: number; readonly hash: number; readonly name: number }
  readonly ambiguous: number
  readonly missing: number
  readonly refusedRecords: number
  readonly changedRecords: number
  /** All rows of `import.notes`. */
  readonly notes: number
}

/** What an import did. */
export interface ImportReport {
  readonly jobId: JobId
  /** Remembered by each label's origin. */
  readonly importId: number
  readonly labels: number
  /** Photos that got labels or another review state. */
  readonly photos: number
  readonly newClasses: number
  /** Labels that their photo had already. */
  readonly knownLabels: number
  /** Labels whose shape does not fit the photo as it is now. */
  readonly refusedLabels: number
}

export interface ClassStatistics {
  readonly classId: ClassId
  readonly name: string
  readonly color: string
  readonly labels: number
  readonly photos: number
}

/** Bin i counts values from edges[i] up to edges[i + 1], the last bin with its end. */
export interface Histogram {
  readonly edges: readonly number[]
  readonly counts: readonly number[]
}

/** Row by row from the top left; each label adds 1 to every cell whose centre its bounds cover, at least to one. */
export interface HeatMap {
  readonly columns: number
  readonly rows: number
  readonly counts: Uint32Array
}

export interface SplitSummary {
  readonly photos: PartCounts
  readonly classes: readonly { readonly classId: ClassId; readonly labels: PartCounts }[]
  /** Photos of groups of near-duplicates, kept together. */
  readonly groupedPhotos: number
  /** Photos without a fingerprint, which may have a twin in another part. */
  readonly ungroupedPhotos: number
  /** Of a split as imported: photos that came without a part and are for training. */
  readonly partlessPhotos: number
}

/** Photos that look alike: each differs from some other of the group in at most the asked number of bits. */
export interface DuplicateGroup {
  readonly photoIds: readonly PhotoId[]
  /** Largest step by which a photo joined the group, in bits of 64; 0 for equal fingerprints. */
  readonly distance: number
  /** All files have the same bytes. */
  readonly identical: boolean
}

/** missing: the model sees something no label tells; wrong-class: another class at the same place; unseen: a label the model does not see though it knows the class. */
export type MistakeKind = 'missing' | 'wrong-class' | 'unseen'

export interface LikelyMistake {
  readonly photoId: PhotoId
  readonly kind: MistakeKind
  /** Of the model's prediction; of a label it does not see 1 less the score of what comes closest. */
  readonly score: number
  /** Class of the label in question, null for "missing". */
  readonly labelId: string | null
  readonly labelClassId: ClassId | null
  /** What the model says, null for "unseen". `rank` as in a verdict. */
  readonly predicted: { readonly rank: number; readonly name: string; readonly classId: ClassId | null } | null
}
