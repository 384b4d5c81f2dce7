import type { LabelGeometry } from '#core/model/label'
import type { ClassLabel, ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Prediction, Task } from '#core/model/prediction'
import type { Graph } from '#core/onnx/graph'
import type { AnswerKind } from '#core/model/tune-choices'
import type { Deepened, Deepening } from './blocks/deepening'
import type { LastBlocks } from './blocks/last-blocks'
import type { ClassPlan } from './class-plan'
import type { PhotoView } from './photo-view'
import type { Sample, TrainableHead } from './trainable-head'
import type { SampleSource } from './training-source'
import type { TrainingPlan } from './training-plan'

/** A reviewed label as tuning sees it; geometry in upright pixels of the photo. */
export interface TuneLabel {
  /** Position in the class plan's `learnt`. */
  readonly classIndex: number
  readonly geometry: LabelGeometry
  readonly attributes: Readonly<Record<string, string | number | boolean>>
}

/** The frozen part of a model: input of the model, outputs are the features. */
export interface FeatureGraph {
  readonly graph: Graph
  /** Names of the outputs, in the order `Sample.features` has them. */
  readonly outputs: readonly string[]
  /** Shape of each for one photo, without the batch. */
  readonly dims: readonly (readonly number[])[]
}

/** What a head is made for. */
export interface HeadOrder {
  /** The parent, whole. */
  readonly card: ModelCard
  readonly graph: Graph
  readonly features: FeatureGraph
  readonly classes: ClassPlan
  readonly seed: number
  /** Weight of each learnt class in the loss, from `classWeights`. */
  readonly classWeights: readonly number[]
}

/** The finished model. */
export interface TunedModel {
  readonly graph: Graph
  /** Class list of the new model, by output column. */
  readonly labels: readonly ClassLabel[]
  /** How its scores are to be read; only for classifiers. */
  readonly answer: AnswerKind
}

/** What one held-out photo says about a model; plain data, made by the task and read by it alone. */
export interface Judgement {
  /** 0..1, for finding the worst mistakes: how right the answer is. */
  readonly correctness: number
  /** What was said and what is there, short, for the person. */
  readonly said: string
  readonly truth: string
  /** How sure the model was of what it said, 0..1. */
  readonly confidence: number
  /** Every answer about a learnt class with its score, for choosing thresholds; empty where scores are not looked at. */
  readonly scored: readonly { readonly classIndex: number; readonly score: number; readonly isRight: boolean }[]
}

/** Quality per class; shares 0..1, null where there is nothing to divide. */
export interface ClassScore {
  readonly name: string
  /** Held-out photos (classification), objects (detection) or pixels (segmentation) of the class. */
  readonly support: number
  readonly precision: number | null
  readonly recall: number | null
  /** F1, average precision or intersection over union. */
  readonly score: number | null
}

export interface ConfusionTable {
  /** Names of rows (what is there) and columns (what was said); both may end with "nothing". */
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

/** How one kind of model learns from labels. Records, one per task; nothing else knows the task. */
export interface TuneTask<Target = unknown, Verdict extends Judgement = Judgement> {
  readonly task: Task
  readonly training: TrainingPlan
  /** Whether its answers carry scores, from which thresholds are chosen. */
  readonly scores: 'each' | 'none'
  /** Name of the metric as the field says it. */
  metricName(answer: AnswerKind): string
  /** Cuts a float model after its frozen part. Throws AppError `unsupported-model` naming what is not found. */
  featureGraph(graph: Graph, card: ModelCard): FeatureGraph
  /** Whether a reviewed photo with these labels can serve at all, without a look at its pixels: to learn from and to measure on. */
  serves(labels: readonly TuneLabel[], plan: ClassPlan): boolean
  /** What is to be learnt from a view of a photo; null when the photo cannot serve (nothing of it is in view, or it is ambiguous). */
  target(labels: readonly TuneLabel[], view: PhotoView, order: HeadOrder): Target | null
  /** Samples that stand in for what the parent knows and is to keep, learnt beside those of photos; none where nothing is kept. */
  rehearse?(photos: SampleSource<Target>, order: HeadOrder): Promise<readonly Sample<Target>[]>
  createHead(order: HeadOrder): TrainableHead<Target>
  /** The part of a sample that learning looks at, where that is smaller than the features: it is then held in memory. */
  condense?(sample: Sample<Target>, order: HeadOrder): Sample<Target>
  /** The end of a model from its last blocks on; none where only heads learn. Throws AppError `unsupported-model` where there are fewer. */
  lastBlocks?(graph: Graph, count: number): LastBlocks
  /** Goes on with the trained head and the last blocks together. */
  deepen?(work: Deepening<Target>): Promise<Deepened<Target>>
  /**
   * Called on the best head: last changes in place, and the temperature its logits are divided by from then on so that scores mean
   * what they say of `validation`; 1 where scores are left as they are. Called again with null where the head was fitted to all photos
   * since: then the temperature stays.
   */
  finish(head: TrainableHead<Target>, validation: SampleSource<Target> | null): Promise<{ readonly temperature: number }>
  /** The parent with the trained head: plain float32 ONNX, outputs as the family has them. */
  attach(head: TrainableHead<Target>, order: HeadOrder): TunedModel
  /**
   * What an answer says about a photo. `classOf` gives the learnt class of a column of the model, null for one that is not learnt.
   * `names` are the learnt classes, as in `plan`.
   */
  judge(answer: Prediction, labels: readonly TuneLabel[], photo: SizePx, classOf: readonly (number | null)[], names: readonly string[], plan: ClassPlan): Verdict
  /** The metric, 0..1, over any photos: bootstrap draws them again. */
  metric(judgements: readonly Verdict[]): number
  classScores(judgements: readonly Verdict[], names: readonly string[]): readonly ClassScore[]
  confusion(judgements: readonly Verdict[], names: readonly string[]): ConfusionTable
}
