import type { ErrorCode } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import type { ImageHeader, SizePx } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import type { Augmentation } from '#core/tune/photo-view'

/** Why something could not be done with a file: expected, so a value and not a throw. */
export interface Refusal {
  readonly kind: 'refused'
  readonly code: ErrorCode
  /** A clear sentence. */
  readonly reason: string
}

/** What reading a file once tells: who it is (hash) and what it is. */
export interface ProbedPhoto {
  readonly kind: 'photo'
  readonly contentHash: string
  readonly header: ImageHeader
  readonly upright: SizePx
}
export type ProbeOutcome = ProbedPhoto | (Refusal & { readonly contentHash: string | null })

/** A model file to answer with. `sha256` is checked when it is loaded. */
export interface ModelFile {
  readonly card: ModelCard
  readonly path: string
}

export interface PredictTask {
  readonly path: string
  readonly models: readonly ModelFile[]
}

/** CPU and wall times of one photo, in ms. Shared steps are counted once. */
export interface StepTimes {
  readonly readMs: number
  readonly decodeMs: number
  readonly prepareMs: number
  readonly inferMs: number
  readonly answerMs: number
}

export interface ModelAnswer {
  readonly modelId: string
  readonly outcome: { readonly kind: 'answer'; readonly prediction: Prediction } | Refusal
  readonly times: StepTimes
}

/** All models on one photo: the file is read and decoded once. */
export type PredictOutcome =
  | {
      readonly kind: 'answers'
      readonly contentHash: string
      /** Of the file as it was read, like the header: the photo may have changed since the scan. */
      readonly bytes: number
      readonly modifiedMs: number
      /** With the notes that decoding added. */
      readonly header: ImageHeader
      readonly upright: SizePx
      readonly answers: readonly ModelAnswer[]
    }
  | (Refusal & { readonly contentHash: string | null })

export interface RenderTask {
  readonly path: string
  /** Long side of the picture to write; the photo is never enlarged. */
  readonly longSidePx: number
  /** Written whole and then renamed into place, so that a killed engine leaves no half picture. JPEG. */
  readonly target: string
}

export type RenderOutcome = { readonly kind: 'rendered'; readonly size: SizePx } | Refusal

/** What a photo looks like; `bits` as `perceptualHash` gives them. */
export type FingerprintOutcome = { readonly kind: 'fingerprint'; readonly contentHash: string; readonly bits: Uint8Array | null } | Refusal

/** A view of a photo and the file its features go to. */
export interface FeatureTarget {
  readonly view: Augmentation
  readonly path: string
}

export interface FeatureTask {
  readonly path: string
  /** sha256 of the photo the views are of: another file has other features. */
  readonly contentHash: string
  /** The frozen part of a model; its outputs are the features. */
  readonly model: ModelFile
  readonly targets: readonly FeatureTarget[]
}

/** `computed` counts the views that were not stored yet. */
export type FeatureOutcome = { readonly kind: 'features'; readonly computed: number } | Refusal

/** Workers that read, decode and infer off the thread that owns SQLite and the port. */
export interface PhotoPool {
  /** One worker per core for batch work; resolves out of order. */
  predict(task: PredictTask): Promise<PredictOutcome>
  /** Computes and stores features on the batch workers. */
  features(task: FeatureTask): Promise<FeatureOutcome>
  probe(path: string): Promise<ProbeOutcome>
  /** Thumbnails and views run apart from the batch, so that the window stays quick during a run. */
  render(task: RenderTask): Promise<RenderOutcome>
  fingerprint(path: string): Promise<FingerprintOutcome>
  /** Photos that may be handed to `predict` at once without a worker ever waiting; changes with how long they take. */
  readonly predictDepth: number
  /** Facts for diagnostics. */
  info(): Promise<{ readonly decoder: string; readonly onnxRuntimeVersion: string; readonly workers: number }>
  close(): Promise<void>
}
