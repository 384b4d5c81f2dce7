import type { ModelAnalysis } from '#core/contract/model-insight'
import type { ModelEntry } from '#core/contract/runs'
import { modelColor } from './model-colors'

/** One line of a comparison; null stands for what is not known. */
export interface ComparedModel {
  readonly modelId: string
  readonly name: string
  readonly color: string
  readonly bytes: number
  readonly parameters: number | null
  readonly multiplyAdds: number | null
  readonly peakBytes: number | null
  /** With each bottleneck as one operation, channel by channel. */
  readonly fusedPeakBytes: number | null
  /** All steps, on this machine. */
  readonly photoMs: number | null
  /** With the reference, 0..1, where it was measured when the model was made from it. */
  readonly agreement: number | null
}

/** What is known of a model without running it again; `place` among those compared gives its colour. */
export function comparedModel({ card, photoMs }: ModelEntry, analysis: ModelAnalysis | undefined, referenceId: string, place: number): ComparedModel {
  const { lineage } = card
  return {
    modelId: card.id,
    name: card.name,
    color: modelColor(place),
    bytes: card.bytes,
    parameters: analysis?.totals.parameters ?? null,
    multiplyAdds: analysis?.totals.multiplyAdds ?? null,
    peakBytes: analysis?.peak.bytes ?? null,
    fusedPeakBytes: analysis?.fusedPeaks.find(({ parts }) => parts === 'every-channel')?.bytes ?? null,
    photoMs,
    agreement: lineage?.kind === 'quantized' && lineage.madeFrom.modelId === referenceId ? lineage.report.agreement : null,
  }
}
