import { z } from 'zod'
import { command } from '#core/contract/command'
import type { PhotoId } from '#core/model/photo'
import type { GraphAnalysis } from '#core/onnx/analysis/analyze-graph'
import type { VersionReport } from '#core/quantize/report/version-report'

/** What a model's file costs and how it is built; counts are for one picture. */
export interface ModelAnalysis extends GraphAnalysis {
  /** Of the file that was read. */
  readonly sha256: string
}

/** As it is kept, with the photos that are in this project. */
export interface ProjectVersionReport extends Omit<VersionReport, 'changed'> {
  readonly changed: readonly (VersionReport['changed'][number] & { readonly photoId: PhotoId | null })[]
}

const modelId = z.object({ modelId: z.string() })

export const modelInsightCommands = {
  /** Reads the graph; `unsupported-model` when it does not fit together. */
  'model.analyze': command(modelId).returns<ModelAnalysis>(),
  /** What quantization measured when this version was made; null for versions whose report was not kept, and all other models. */
  'model.version-report': command(modelId).returns<ProjectVersionReport | null>(),
} as const
