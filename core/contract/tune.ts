import { z } from 'zod'
import { command } from '#core/contract/command'
import type { ErrorData } from '#core/contract/errors'
import { photoScope } from '#core/contract/filter'
import type { JobId } from '#core/model/job'
import type { ModelCard } from '#core/model/model-card'
import type { PhotoId } from '#core/model/photo'
import type { TuneDataSummary } from '#core/model/model-lineage'
import { answerKinds, balances } from '#core/model/tune-choices'
import { blockCounts } from '#core/model/tune-depth'
import type { ClassScore, ConfusionTable } from '#core/tune/tune-task'

export type TuneId = number

export const augmentationKinds = ['mirror', 'crop', 'colour'] as const
const share = z.number().min(0).max(0.5)

/** What to learn, from which photos. */
export const tuneOrder = z.object({
  modelId: z.string(),
  /** Only the reviewed photos of it count. */
  scope: photoScope,
  /** Classes of the project to learn; all that reviewed photos have when null. */
  classIds: z.array(z.number().int()).min(1).nullable(),
  /** `replace` makes a model of these classes alone, `extend` keeps the model's own beside them. */
  kept: z.enum(['replace', 'extend']),
  /** Whether a photo has one class or any number; only classifiers look at it. */
  answer: z.enum(answerKinds),
  /** `photos`: each photo counts the same. `classes`: each class does, however rare. */
  balance: z.enum(balances),
  /** What learns: the head alone (also when left out), or the last blocks of a classifier with it, where its own classes are not kept. */
  depth: z.union([z.literal('head'), z.object({ blocks: z.literal(blockCounts) })]).optional(),
  /** Which changes of photos keep their labels true. Mirroring is wrong for writing and for left and right. */
  augmentations: z.array(z.enum(augmentationKinds)),
  /** Changed copies of each training photo besides the photo itself. */
  copies: z.number().int().min(0).max(16),
  /** Parts held out for choosing and for measuring. Folders named train, val and test go before. */
  split: z.object({ validation: share, test: share }),
  /** Equal seed, photos and labels on one machine give an equal file. */
  seed: z.number().int().min(0).max(0xffffffff),
  /** Name of the new version; made from the model's when null. */
  name: z.string().min(1).max(200).nullable(),
})
export type TuneOrder = z.infer<typeof tuneOrder>

/** A guard rail: what may go wrong with this data, and what to do. `stop` ones refuse the start. */
export interface TuneConcern {
  readonly kind: 'one-class' | 'few-photos' | 'model-labels' | 'leakage' | 'small-validation' | 'small-test' | 'ambiguous-photos' | 'no-photos' | 'unbalanced'
  readonly severity: 'stop' | 'warn'
  readonly className: string | null
  readonly message: string
  readonly hint: string
}

export interface TuneClassCount {
  readonly classId: number
  readonly name: string
  readonly train: number
  readonly validation: number
  readonly test: number
  /** The model's own class of the same name, null where it has none. */
  readonly knownAs: string | null
}

/** What a start with this order would work on. */
export interface TunePreview {
  readonly classes: readonly TuneClassCount[]
  readonly photos: { readonly train: number; readonly validation: number; readonly test: number; readonly leftOut: number }
  /** Photos whose labels came with an import. */
  readonly importedPhotos: number
  /** Photos, near-duplicates and bursts counted once. */
  readonly groups: number
  readonly concerns: readonly TuneConcern[]
}

export interface TuneEpoch {
  readonly epoch: number
  readonly trainLoss: number
  readonly validationLoss: number
  /** The task's metric on the validation photos, 0..1. */
  readonly validationMetric: number
  /** Learning rate, or L2 strength where all photos are taken at once. */
  readonly rate: number
}

export interface TuneProgress {
  readonly step: 'looking' | 'reading' | 'finding-rate' | 'training' | 'measuring' | 'writing'
  /** Photos (reading, measuring) or epochs (training). */
  readonly done: number
  readonly total: number
  readonly remainingMs: number | null
  readonly epochs: readonly TuneEpoch[]
  /** Best epoch so far, null before the first. */
  readonly bestEpoch: number | null
}

export interface TuneMistake {
  readonly photoId: PhotoId
  readonly truth: string
  readonly said: string
  readonly confidence: number
  readonly correctness: number
}

/** Measured on photos that were held out; shares 0..1 with 95 % bootstrap intervals. */
export interface TuneReport {
  readonly metric: string
  /** Which photos were measured: validation ones flatter, as they chose the version. */
  readonly measuredOn: 'test' | 'validation'
  readonly photos: number
  readonly before: { readonly value: number; readonly interval: readonly [number, number] } | null
  readonly after: { readonly value: number; readonly interval: readonly [number, number] }
  /** `after` minus `before` on the same photos. */
  readonly gain: { readonly value: number; readonly interval: readonly [number, number] } | null
  readonly classes: readonly ClassScore[]
  readonly confusion: ConfusionTable
  readonly worst: readonly TuneMistake[]
  /** Unreviewed photos that would teach most: unsure answers, far from each other. */
  readonly labelNext: readonly { readonly photoId: PhotoId; readonly uncertainty: number }[]
  /** Score from which a class is proposed to count, by class name; from the validation photos. Empty for masks, whose pixels have no scores. */
  readonly thresholds: Readonly<Record<string, number>>
  /** Scores were divided by it before softmax or sigmoid, so that they mean what they say; folded into the weights. */
  readonly temperature: number
  readonly epochs: readonly TuneEpoch[]
  readonly bestEpoch: number
  readonly data: TuneDataSummary
  readonly concerns: readonly TuneConcern[]
  readonly skipped: readonly { readonly photoId: PhotoId; readonly reason: string }[]
  /** How blocks learnt, where they were ordered to. `frozen` is kept when no epoch was better on the validation photos. */
  readonly blocks?: { readonly count: number; readonly kept: 'tuned' | 'frozen'; readonly reason: string }
  readonly timesMs: { readonly features: number; readonly training: number; readonly measuring: number }
}

/** `interrupted`: killed or closed meanwhile, goes on by `tune.continue`. `stopped`: cancelled by the person; what was best can be kept. */
export type TuneState = 'running' | 'interrupted' | 'stopped' | 'done' | 'failed'

export interface Tune {
  readonly id: TuneId
  readonly order: TuneOrder
  readonly state: TuneState
  readonly jobId: JobId | null
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  readonly error: ErrorData | null
  /** Epochs that can be gone on from or kept. */
  readonly epochsDone: number
  /** The version made, null before. */
  readonly modelId: string | null
}

const tuneId = z.object({ tuneId: z.number().int() })

export const tuneCommands = {
  /** Counts, split and concerns, before anything is started. */
  'tune.preview': command(tuneOrder).returns<TunePreview>(),
  /** Trains a new version as a job. Throws `bad-input` with the first concern that stops it. */
  'tune.start': command(tuneOrder).returns<{ readonly tuneId: TuneId; readonly jobId: JobId }>(),
  /** Goes on with an interrupted or stopped one from its last epoch. */
  'tune.continue': command(tuneId).returns<{ readonly jobId: JobId }>(),
  /** Makes a version of the best epoch of an interrupted or stopped one. */
  'tune.keep': command(tuneId).returns<{ readonly jobId: JobId }>(),
  /** Forgets one that is not running; a version it made stays. */
  'tune.discard': command(tuneId).returns<null>(),
  /** Newest first. */
  'tune.list': command(z.object({})).returns<readonly Tune[]>(),
  /** What a window that opens late has missed; null when nothing is known any more. */
  'tune.progress': command(tuneId).returns<TuneProgress | null>(),
  /** Kept with the project and with the version. Throws `not-found` before the end. */
  'tune.report': command(tuneId).returns<{ readonly report: TuneReport; readonly card: ModelCard }>(),
  /** The report of a version tuned in this or another project. */
  'tune.report-of-model': command(z.object({ modelId: z.string() })).returns<TuneReport>(),
} as const

export interface TuneEvents {
  /** At most ten times a second. */
  readonly 'tune.progressed': { readonly tuneId: TuneId; readonly progress: TuneProgress }
  readonly 'tune.changed': { readonly tune: Tune }
}
