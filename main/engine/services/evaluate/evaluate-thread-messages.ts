import type { LatencyFigures } from '#core/contract/evaluation'
import type { EvaluatedAnswers, EvaluationPlan } from '#core/evaluate/answer-evaluator'
import type { ModelFile } from '../../runtime/photo-pool'

/** Holds stored answers against labels, and counts what the models cost. */
export interface AccuracyTask {
  readonly kind: 'accuracy'
  readonly plan: EvaluationPlan
  /** Written by `AnswerFile`. */
  readonly answersPath: string
  readonly photos: number
  readonly models: readonly ModelFile[]
}

/** Runs the models and nothing else. */
export interface SpeedTask {
  readonly kind: 'speed'
  readonly models: readonly ModelFile[]
  /** Numbers of threads to measure with, one after the other. */
  readonly threads: readonly number[]
}

export type EvaluateTask = AccuracyTask | SpeedTask

/** Null where the graph cannot be followed. */
export interface ModelCosts {
  readonly parameters: number
  readonly multiplyAdds: number | null
  readonly peakActivationBytes: number | null
}

export interface AccuracyResult extends EvaluatedAnswers {
  readonly costs: readonly ModelCosts[]
}

export interface ModelSpeed {
  readonly loadMs: number
  readonly latency: readonly LatencyFigures[]
}

export interface EvaluateProgress {
  readonly done: number
  readonly total: number
}
