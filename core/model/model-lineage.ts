/** Where a version of a model comes from when it was made here and did not come with the app. */
export interface ModelLineage {
  readonly kind: 'quantized'
  readonly madeFrom: { readonly modelId: string; readonly name: string; readonly sha256: string; readonly bytes: number }
  readonly createdAtMs: number
  /** Every setting under the name `core/quantize` gives it. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Why these settings, one sentence. */
  readonly reason: string
  readonly calibration: CalibrationSummary
  readonly report: LineageReport
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
