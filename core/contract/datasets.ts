import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoScope } from '#core/contract/filter'
import type {
  ClassStatistics,
  DatasetNote,
  DuplicateGroup,
  ExportReport,
  FormatLoss,
  HeatMap,
  Histogram,
  ImportPreview,
  ImportReport,
  LabelFormatEntry,
  LikelyMistake,
  PartCounts,
  SplitSummary,
} from '#core/model/dataset-reports'
import type { JobId } from '#core/model/job'
import type { LabelKind, LabelOrigin } from '#core/model/label'
import type { ReviewState } from '#core/model/review-state'

const share = z.number().min(0).max(1)
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }
/** Beyond this photos that look alike cannot be told from those that do not. */
export const mostDistanceBits = 11
/** Bits of 64 in which the fingerprints of two photos may differ to count as near-duplicates. */
const distanceAtMost = z.number().int().min(0).max(mostDistanceBits)

/** What people say, or what the newest file of one model predicts from a score up. */
export const labelSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('labels') }),
  z.object({ kind: z.literal('predictions'), modelId: z.string(), threshold: share }),
])
export type LabelSource = z.infer<typeof labelSource>

/** The same seed and shares deal the same photos out the same way; near-duplicates stay together. */
export const splitOrder = z.object({
  seed: z.number().int().min(0).max(0xffffffff),
  shares: z.object({ train: z.number().min(0), val: z.number().min(0), test: z.number().min(0) }),
})
export type SplitOrder = z.infer<typeof splitOrder>

/** Dealt out, or the parts that photos came in with; a photo that came with none is for training. */
export const splitWay = z.union([splitOrder, z.literal('as-imported')])
export type SplitWay = z.infer<typeof splitWay>

export const exportOrder = z.object({
  scope: photoScope,
  source: labelSource,
  formatId: z.string(),
  frame: z.enum(['upright', 'raw']),
  /** Photos are copied byte for byte. */
  photos: z.enum(['with-photos', 'labels-only']),
  split: splitWay.nullable(),
  /** A folder that is missing, empty or an earlier export, or a zip file. */
  target: z.object({ kind: z.enum(['folder', 'zip']), path: z.string().min(1) }),
})
export type ExportOrder = z.infer<typeof exportOrder>

/** Numbers of the labels of a selection, ready for charts. */
export interface DatasetStatistics {
  readonly photos: number
  readonly photosByReviewState: Readonly<Record<ReviewState, number>>
  readonly labelledPhotos: number
  readonly labels: number
  readonly labelsByKind: Readonly<Record<LabelKind, number>>
  readonly labelsByOrigin: Readonly<Record<LabelOrigin['kind'], number>>
  /** In the order of the project's classes, those without labels included. */
  readonly classes: readonly ClassStatistics[]
  /** Entropy of the labels over the classes that occur, divided by its greatest value: 1 when all are equally frequent. */
  readonly balance: number | null
  readonly labelsPerPhoto: Histogram
  /** Long side of the photos in pixels. */
  readonly photoSidesPx: Histogram
  /** Share of the photo that a box, outline or mask's bounds take. */
  readonly labelAreas: Histogram
  /** Where boxes, outlines and masks lie, by their bounds, over all photos scaled to one frame. */
  readonly positions: HeatMap
}

/** Labels out and in, numbers about them, near-duplicates, likely mistakes. */
export const datasetCommands = {
  /** In the order they are offered. */
  'format.list': command(z.object({})).returns<readonly LabelFormatEntry[]>(),

  /** What an export would hold and what its format cannot. */
  'export.preview': command(exportOrder.pick({ scope: true, source: true, formatId: true, frame: true })).returns<{
    readonly photos: number
    readonly labels: number
    /** Photos that nobody has finished looking at and that have no label: others would take them for empty. */
    readonly openPhotos: number
    readonly losses: readonly FormatLoss[]
  }>(),
  /**
   * Writes beside the target and renames into place once everything is written and read again. Throws `bad-input` when
   * the target is something else than a missing or empty folder or an earlier export.
   */
  'export.start': command(exportOrder).returns<{ readonly jobId: JobId }>(),
  /** Of a job that is done; `not-found` before and for the oldest ones. */
  'export.report': command(z.object({ jobId: z.number().int() })).returns<ExportReport>(),

  /**
   * Reads files or folders (a zip counts as a folder) without changing anything: format by content, or the given one, and
   * the photo each image means. Shown as a job. The newest few previews are kept.
   */
  'import.preview': command(z.object({ paths: z.array(z.string().min(1)).min(1), formatId: z.string().optional() })).returns<ImportPreview>(),
  /** Records refused or changed, photos missing or ambiguous, in the order of the files. */
  'import.notes': command(z.object({ previewId: z.number().int(), ...page })).returns<{
    readonly total: number
    readonly notes: readonly DatasetNote[]
  }>(),
  /** Takes what was previewed: all of it or nothing, as one step to undo. Labels that a photo has already are not taken again. */
  'import.start': command(z.object({ previewId: z.number().int() })).returns<{ readonly jobId: JobId }>(),
  'import.report': command(z.object({ jobId: z.number().int() })).returns<ImportReport>(),

  'dataset.stats': command(z.object({ scope: photoScope })).returns<DatasetStatistics>(),
  /** How a split would come out, near-duplicates together as far as their fingerprints are known. */
  'dataset.split': command(z.object({ scope: photoScope, split: splitWay })).returns<SplitSummary>(),
  /** Photos of the project by the part they came in with. */
  'dataset.imported-parts': command(z.object({})).returns<PartCounts>(),

  /** Works out the fingerprints that are missing. Throws nothing when there are none. */
  'duplicates.find': command(z.object({ scope: photoScope })).returns<{ readonly jobId: JobId }>(),
  /** Groups of photos that look alike, largest first; `pending` photos have no fingerprint yet. */
  'duplicates.list': command(z.object({ scope: photoScope, distanceAtMost, ...page })).returns<{
    readonly total: number
    readonly pending: number
    readonly groups: readonly DuplicateGroup[]
  }>(),

  /** Where people and a model disagree although the model is sure, surest first. Finished photos only. */
  'dataset.mistakes': command(z.object({ scope: photoScope, modelId: z.string(), scoreAtLeast: share, ...page })).returns<{
    readonly total: number
    readonly mistakes: readonly LikelyMistake[]
  }>(),
} as const
