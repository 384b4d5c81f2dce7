/** Where a version of a model comes from when it was made or brought here and did not come with the app. */
export type ModelLineage = QuantizedLineage | TunedLineage | ImportedLineage

/** The model another one was made from. */
export interface LineageParent {
  readonly modelId: string
  readonly name: string
  readonly sha256: string
  readonly bytes: number
}

/** Made smaller. */
export interface QuantizedLineage {
  readonly kind: 'quantized'
  readonly madeFrom: LineageParent
  readonly createdAtMs: number
  /** Every setting under the name `core/quantize` gives it. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Why these settings, one sentence. */
  readonly reason: string
  readonly calibration: CalibrationSummary
  readonly report: LineageReport
}

/** Tuned on labels of a person. */
export interface TunedLineage {
  readonly kind: 'tuned'
  readonly madeFrom: LineageParent
  readonly createdAtMs: number
  /** Every setting under the name `core/tune` gives it, the seed included. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly data: TuneDataSummary
  /** Measured on the held-out photos. `metric` is the field's name of it: top-1, mAP, mIoU. Values 0..1; `before` is null where the parent knows none of the classes. */
  readonly report: {
    readonly metric: string
    readonly photos: number
    readonly before: number | null
    readonly after: number
    /** 95 % bootstrap interval of `after`. */
    readonly interval: readonly [number, number]
  }
}

/** Photos and labels a version was tuned on. */
export interface TuneDataSummary {
  /** Equal for equal photos, labels and split. */
  readonly sha256: string
  readonly trainPhotos: number
  readonly validationPhotos: number
  readonly testPhotos: number
  readonly classes: readonly string[]
}

/** Brought by the person, or fetched from the catalogue. */
export interface ImportedLineage {
  readonly kind: 'imported'
  readonly createdAtMs: number
  readonly format: 'onnx' | 'tfjs' | 'tflite'
  /** Name of the file it was read from, and the hash of that file's bytes. */
  readonly fileName: string
  readonly sha256: string
  /** Entry of the catalogue it was fetched from; null when it was a file of the person's. */
  readonly catalogueId: string | null
}

/** Which photos a version was made on. */
export interface CalibrationSummary {
  readonly photos: number
  /** Others that its answers were compared on; 0 when there were none, then the same photos were used. */
  readonly heldOutPhotos: number
  /** Photos left out because they could not be read. */
  readonly skippedPhotos: number
  readonly seed: number
}

/** How good a version is, as measured when it was made. */
export interface LineageReport {
  /** Photos compared. */
  readonly photos: number
  /** Mean agreement with the model it was made from, 0..1. */
  readonly agreement: number
  readonly verdict: { readonly kind: 'recommended' | 'not-recommended'; readonly reason: string }
  /** null for the forms that do not look at single layers. */
  readonly layers: { readonly integer: number; readonly folded: number; readonly float: number } | null
}
