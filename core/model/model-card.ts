import type { ModelLineage } from '#core/model/model-lineage'
import type { SizePx } from '#core/model/photo'
import type { Task } from '#core/model/prediction'

/** Every family; the first three are the app's own, the others hold models that people bring. */
export const familyIds = [
  'mobilenet-v2',
  'ssdlite-mobilenet-v2',
  'deeplabv3-mobilenet-v2',
  'image-classifier',
  'probability-classifier',
  'anchor-detector',
  'box-detector',
  'picked-detector',
  'image-segmenter',
  'class-map-segmenter',
] as const
export type FamilyId = (typeof familyIds)[number]

/** One class a model can answer. `id` is the class number users know (COCO 1..90, VOC 0..20, ImageNet 0..999). */
export interface ClassLabel {
  readonly id: number
  readonly name: string
  /** Further key of the class in its data set, e.g. the WordNet id. */
  readonly key?: string
}

/** How pixels become the input tensor: (value / 255 - mean) / std per channel, RGB order, NCHW. */
export interface Normalisation {
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
}

/**
 * How the upright photo meets the input: `stretch` ignores the aspect ratio; `center-crop` scales the shorter
 * side to `shorterSide` and cuts the middle; `pad` scales the longer side to the input and pads right and below with the mean.
 */
export type Fit =
  | { readonly kind: 'stretch' }
  | { readonly kind: 'center-crop'; readonly shorterSide: number }
  | { readonly kind: 'pad' }

export interface ModelSource {
  readonly package: string
  readonly version: string
  readonly path: string
  readonly licence: string
}

export const scoreKinds = ['softmax', 'sigmoid'] as const
export type ScoreKind = (typeof scoreKinds)[number]

/** Everything the app must know about a model file besides its graph. Serialised in resources/models/manifest.json. */
export interface ModelCard {
  /** Stable id that people type, e.g. `ssdlite_mobilenet_v2_300`. */
  readonly id: string
  readonly name: string
  readonly family: FamilyId
  readonly task: Task
  readonly widthMultiplier: number
  readonly inputSize: SizePx
  /** File name beside the manifest. */
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly parameters: number
  readonly labels: readonly ClassLabel[]
  readonly normalisation: Normalisation
  readonly fit: Fit
  readonly outputs: readonly string[]
  /** How a classifier's logits become scores: one class of all (softmax, when left out) or each class by itself. */
  readonly scores?: ScoreKind
  readonly dynamicBatch: boolean
  readonly licence: string
  readonly sources: readonly ModelSource[]
  /** Known accuracy and caveats, one or two sentences for the model's page. */
  readonly note: string
  /** What it was made from; only for versions made on this machine. */
  readonly lineage?: ModelLineage
}
