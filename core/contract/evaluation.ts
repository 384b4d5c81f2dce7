import { z } from 'zod'
import { command } from '#core/contract/command'
import type { ErrorData } from '#core/contract/errors'
import { photoScope } from '#core/contract/filter'
import type { JobId } from '#core/model/job'
import type { PhotoId } from '#core/model/photo'
import type { Task } from '#core/model/prediction'
import type { PublishedModel } from '#core/zoo/mobilenet-v2-published'

export type EvaluationId = number

export const evaluationOrder = z.object({
  /** Models of one task; `bad-input` otherwise. */
  modelIds: z.array(z.string()).min(1).max(50),
  /** One of `modelIds`, which the others are compared with. */
  referenceId: z.string(),
  /** Only the reviewed photos of it count. */
  scope: photoScope,
  /** Whether speed is measured as well, for which all other jobs wait. */
  speed: z.enum(['measured', 'left-out']),
})
export type EvaluationOrder = z.infer<typeof evaluationOrder>

/** A figure with its 95 % bootstrap interval over photos. */
export interface Estimate {
  readonly value: number
  readonly interval: readonly [low: number, high: number]
}

/** One figure of accuracy, 0..1. */
export interface AccuracyFigure {
  readonly key: string
  /** Heading of its column, e.g. `mAP@[.5:.95]`. */
  readonly name: string
  readonly estimate: Estimate
  /** This model minus the reference on the same photos; null for the reference itself. */
  readonly difference: Estimate | null
}

export interface ClassFigures {
  readonly classId: number
  readonly name: string
  /** Photos and labels of this class among the reviewed ones. */
  readonly photos: number
  readonly labels: number
  /** By `key` of the evaluation's `classColumns`, 0..1; null where it cannot be told. */
  readonly values: Readonly<Record<string, number | null>>
}

export interface LatencyFigures {
  readonly threads: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly minMs: number
  readonly lowerQuartileMs: number
  readonly upperQuartileMs: number
  /** In the order in which they were taken, interleaved over the models, warm-up left out. */
  readonly samplesMs: readonly number[]
}

export interface EvaluatedModel {
  readonly modelId: string
  readonly name: string
  /** Of the bytes that were evaluated. */
  readonly sha256: string
  readonly fileBytes: number
  readonly parameters: number
  readonly multiplyAdds: number | null
  readonly peakActivationBytes: number | null
  readonly loadMs: number | null
  /** One thread first, then all; empty when speed was left out. */
  readonly latency: readonly LatencyFigures[]
  /** The first one is the figure that models are ordered by. */
  readonly accuracy: readonly AccuracyFigure[]
  readonly classes: readonly ClassFigures[]
  /** Mean agreement with the reference, 0..1; null for the reference itself. */
  readonly agreement: number | null
  /** Project classes with labels that this model cannot answer. */
  readonly unknownClasses: readonly string[]
  /** Photos that it could not answer, which are left out for all models. */
  readonly failedPhotos: number
}

export type ParetoCost = 'multiply-adds' | 'file-bytes' | 'latency'

export interface Evaluation {
  readonly id: EvaluationId
  readonly order: EvaluationOrder
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'
  readonly jobId: JobId | null
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  readonly error: ErrorData | null
}

export interface EvaluationReport {
  readonly evaluation: Evaluation
  readonly task: Task
  readonly photos: number
  readonly classColumns: readonly { readonly key: string; readonly name: string }[]
  readonly models: readonly EvaluatedModel[]
  readonly fronts: Readonly<Record<ParetoCost, readonly string[]>>
  /** Published figures to draw behind the measured ones; they are of other photos. Empty for other tasks than classification. */
  readonly published: { readonly source: string; readonly points: readonly PublishedModel[] }
  /** Sentences on what was counted and how: several tags, void regions, classes unknown to a model, speed. */
  readonly rules: readonly string[]
}

/** A photo about which a model and the reference differ. */
export interface EvaluationDifference {
  readonly photoId: PhotoId
  readonly relativePath: string
  readonly modelId: string
  /** 0 is wholly different. */
  readonly agreement: number
  readonly truth: string
  readonly said: string
  readonly referenceSaid: string
  /** 0..1 against the labels. */
  readonly score: number | null
  readonly referenceScore: number | null
}

const evaluationId = z.object({ evaluationId: z.number().int() })

/** Model versions measured against reviewed labels and each other. */
export const evaluationCommands = {
  'evaluation.start': command(evaluationOrder).returns<{ readonly evaluationId: EvaluationId; readonly jobId: JobId }>(),
  /** Newest first. */
  'evaluation.list': command(z.object({})).returns<readonly Evaluation[]>(),
  /** As it was stored; nothing is run again. Throws `not-found` before the end. */
  'evaluation.report': command(evaluationId).returns<EvaluationReport>(),
  /** Worst first. */
  'evaluation.differences': command(
    evaluationId.extend({ modelId: z.string().nullable(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }),
  ).returns<{ readonly total: number; readonly differences: readonly EvaluationDifference[] }>(),
  /** Forgets one that is not running. */
  'evaluation.remove': command(evaluationId).returns<null>(),
  /** `csv`: one row per model; `differences-csv`: one per photo and model; `html`: one page that needs nothing else. */
  'evaluation.export': command(
    evaluationId.extend({ kind: z.enum(['csv', 'differences-csv', 'html']), path: z.string().min(1) }),
  ).returns<{ readonly path: string; readonly bytes: number }>(),
} as const

export interface EvaluationEvents {
  readonly 'evaluation.changed': { readonly evaluation: Evaluation }
}
