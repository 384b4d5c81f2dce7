import { z } from 'zod'
import { command } from '#core/contract/command'
import { importChoices } from '#core/model/import-choices'
import type { ImportProposal } from '#core/model/import-proposal'
import type { JobId } from '#core/model/job'
import type { ClassLabel, ModelCard } from '#core/model/model-card'
import type { ImportedLineage } from '#core/model/model-lineage'
import type { SizePx } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'

const path = z.string().min(1)
const label = z.object({ id: z.number().int(), name: z.string().min(1), key: z.string().exactOptional() })

const settled = z.object({ path, choices: importChoices, labels: z.array(label).min(1).max(65_536).readonly() })

const importOrder = settled.extend({
  name: z.string().min(1).max(120),
  /** Under which licence the weights may be used, as the person says; empty when not known. */
  licence: z.string().max(200),
})
export type ImportOrder = z.infer<typeof importOrder>

/** A model file of a person, as it seems to work. */
export interface ImportInspection {
  readonly path: string
  readonly fileName: string
  readonly format: ImportedLineage['format']
  readonly bytes: number
  readonly proposal: ImportProposal
}

/** Whether the rewritten graph answers as the file does, on one picture of noise. */
export type ImportCheck =
  | { readonly kind: 'same'; readonly largestDifference: number }
  /** ONNX Runtime cannot run the file as it came; the rewritten graph runs. */
  | { readonly kind: 'not-comparable'; readonly reason: string }

export interface ImportPreview {
  readonly prediction: Prediction
  readonly photo: SizePx
  readonly check: ImportCheck
  /** Why it could not be made smaller later; null when it can. */
  readonly fixedReason: string | null
}

/** What a `model-import.start` job made. */
export interface ImportedModelReport {
  readonly jobId: JobId
  readonly card: ModelCard
  readonly path: string
  readonly check: ImportCheck
  readonly fixedReason: string | null
}

export const modelImportCommands = {
  /** Looks at an ONNX or TFLite file, or the folder or model.json of a TensorFlow.js model. */
  'model-import.inspect': command(z.object({ path })).returns<ImportInspection>(),
  /** Reads labels from a text or JSON file, or from the text itself. */
  'model-import.labels': command(
    z.object({
      from: z.discriminatedUnion('kind', [z.object({ kind: z.literal('file'), path }), z.object({ kind: z.literal('text'), text: z.string().max(4_000_000) })]),
      /** Number of the first class where the text gives none. */
      firstClass: z.number().int().min(0).max(1),
    }),
  ).returns<readonly ClassLabel[]>(),
  /** The answer for one photo with these choices; nothing is stored. */
  'model-import.preview': command(
    settled.extend({ photo: z.discriminatedUnion('kind', [z.object({ kind: z.literal('photo'), photoId: z.number().int() }), z.object({ kind: z.literal('file'), path })]) }),
  ).returns<ImportPreview>(),
  /** Takes the model in, as a job; it is there once the job is done. */
  'model-import.start': command(importOrder).returns<{ readonly jobId: JobId }>(),
  'model-import.report': command(z.object({ jobId: z.number().int() })).returns<ImportedModelReport>(),
} as const
