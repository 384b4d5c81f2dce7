import type { ErrorData } from '#core/contract/errors'
import type { TuneEpoch, TuneProgress, TuneReport } from '#core/contract/tune'
import type { ClassLabel, ScoreKind } from '#core/model/model-card'
import type { PhotoId, SizePx } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import type { TuneDepth } from '#core/model/tune-depth'
import type { ClassPlan } from '#core/tune/class-plan'
import type { TunePart } from '#core/tune/split/split-groups'
import type { Augmentation } from '#core/tune/photo-view'
import type { TuneLabel } from '#core/tune/tune-task'
import type { ModelFile } from '../../runtime/photo-pool'

/** A photo whose features are stored. */
export interface FeaturedPhoto {
  readonly photoId: PhotoId
  readonly contentHash: string
  readonly size: SizePx
  readonly part: TunePart
  readonly labels: readonly TuneLabel[]
  /** Views with features; of held-out photos the plain one alone. */
  readonly views: readonly Augmentation[]
  /** What the parent answers to a held-out photo; null when it was not asked or failed. */
  readonly parentAnswer: Prediction | null
}

/** An unreviewed photo whose features are stored. */
export interface UnreviewedPhoto {
  readonly photoId: PhotoId
  readonly contentHash: string
  readonly size: SizePx
}

export interface TuneThreadTask {
  /** The parent. */
  readonly model: ModelFile
  /** The extractor's file; the features lie beside it. */
  readonly extractorPath: string
  readonly classes: ClassPlan
  readonly classWeights: readonly number[]
  readonly photos: readonly FeaturedPhoto[]
  readonly unreviewed: readonly UnreviewedPhoto[]
  readonly depth: TuneDepth
  readonly seed: number
  readonly checkpointPath: string
  /** `best-so-far` trains no further. */
  readonly ending: 'train' | 'best-so-far'
}

/** `run`, `pause` or `stop`, in one shared number: the thread takes no messages while it computes. */
export const controls = { run: 0, pause: 1, stop: 2 } as const

export interface TuneThreadStart {
  readonly task: TuneThreadTask
  readonly control: Int32Array<SharedArrayBuffer>
}

export type MeasuredReport = Omit<TuneReport, 'data' | 'concerns' | 'skipped' | 'timesMs'> & {
  readonly timesMs: Pick<TuneReport['timesMs'], 'training' | 'measuring'>
}

/** What the thread made. */
export interface TunedFile {
  /** The ONNX file. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly labels: readonly ClassLabel[]
  readonly parameters: number
  readonly scores?: ScoreKind
  readonly report: MeasuredReport
}

export interface ThreadProgress extends Pick<TuneProgress, 'done' | 'total'> {
  readonly step: TuneProgress['step']
  readonly epochs: readonly TuneEpoch[]
  readonly bestEpoch: number | null
}

/** Any number of `progress`, then one of the others, then the thread ends by itself. */
export type FromTuneThread =
  | { readonly kind: 'progress'; readonly progress: ThreadProgress }
  | { readonly kind: 'done'; readonly file: TunedFile }
  | { readonly kind: 'failed'; readonly error: ErrorData }
