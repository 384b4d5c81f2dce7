import type { LabelGeometry } from '#core/model/label'
import type { SizePx } from '#core/model/photo'

/** A reviewed label as evaluations see it; geometry in upright pixels of the photo. */
export interface TruthLabel {
  /** Position among the judged classes; null for a class that is not judged. */
  readonly classIndex: number | null
  readonly geometry: LabelGeometry
  readonly attributes: Readonly<Record<string, string | number | boolean>>
}

/** What a person said of one photo. */
export interface PhotoTruth {
  /** Upright. */
  readonly size: SizePx
  readonly labels: readonly TruthLabel[]
}
