import type { LayerReport } from './layer-report'

/** What quantization measured while it made a version; kept beside the version's card. */
export interface VersionReport {
  /** One entry per node of the graph; empty for the forms that do not look at single layers. */
  readonly layers: readonly LayerReport[]
  /** Layers that the search for the goal left in float, the most sensitive first. */
  readonly keptForGoal: readonly string[]
  /** null where no goal was set. */
  readonly isGoalReached: boolean | null
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
  /** Photo files whose answers differ from those of the float model, the most different first. */
  readonly changed: readonly { readonly path: string; readonly agreement: number }[]
}
