import type { ComparedAnswer } from '#core/metrics/answer-agreement'
import type { LabelGeometry } from '#core/model/label'
import type { Task } from '#core/model/prediction'
import type { PhotoTruth } from './photo-truth'

/** How the classes of one model are read, by output column. */
export interface ModelClasses {
  readonly names: readonly string[]
  /** Position among the judged classes; null for all others. */
  readonly judged: readonly (number | null)[]
  /** The reference's column of the same class; see `sharedClassIndices`. */
  readonly indicesInReference: readonly number[]
}

/** What a model said of a photo, and how to read it. */
export interface ModelAnswer {
  readonly answer: ComparedAnswer
  readonly classes: ModelClasses
}

/** What is kept of an answer once it was held against the labels. */
export interface PhotoMatch {
  /** How right it is, 0..1. */
  readonly score: number
  /** What was said and what is there, short, for a person. */
  readonly said: string
  readonly truth: string
}

export type ClassValues = Readonly<Record<string, number | null>>

/** A model's answers to all photos, to be summed up again and again. */
export interface MatchSummary {
  /** By `figures`, each photo counted as often as its weight says; null where nothing that counts has a weight. */
  figures(weights: ArrayLike<number>): readonly (number | null)[]
  /** One entry per judged class, each photo counted once. */
  classes(): readonly ClassValues[]
}

export interface NamedColumn {
  readonly key: string
  readonly name: string
}

/** How answers of one task are held against labels; one record per task, nothing else knows the task. */
export interface EvaluationMeasure<Match extends PhotoMatch = PhotoMatch> {
  readonly task: Task
  /** The first one is the figure that models are ordered by. */
  readonly figures: readonly NamedColumn[]
  readonly classColumns: readonly NamedColumn[]
  /** Sentences on what is counted and how. */
  readonly rules: readonly string[]
  /** Whether a label says anything about answers of this task. */
  counts(geometry: LabelGeometry): boolean
  /** Whether a reviewed photo can be judged. */
  serves(truth: PhotoTruth): boolean
  /** `names` are the judged classes. */
  judge(said: ModelAnswer, truth: PhotoTruth, names: readonly string[]): Match
  /** How far a model says what the reference says, 0..1. */
  agreement(reference: ModelAnswer, said: ModelAnswer): number
  summarise(matches: readonly Match[], classCount: number): MatchSummary
  /** Draws of the bootstrap that end in reasonable time. */
  draws(matches: readonly Match[]): number
}

export const usualDraws = 500
