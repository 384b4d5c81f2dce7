import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoScope } from '#core/contract/filter'
import type { JobId } from '#core/model/job'
import type { ModelCard } from '#core/model/model-card'
import type { LayerReport } from '#core/quantize/report/layer-report'

const share = z.number().min(0).max(1)
const keepFloat = z.object({ nodes: z.array(z.string()), opTypes: z.array(z.string()) })

const goal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agreement'), atLeast: share }),
  z.object({ kind: z.literal('loss'), atMostPoints: z.number().min(0).max(100) }),
])

const ranges = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('min-max') }),
  z.object({ kind: z.literal('percentile'), percent: z.number().gt(0).max(100) }),
  z.object({ kind: z.literal('entropy') }),
  z.object({ kind: z.literal('mean-squared-error') }),
])

/** How to make a model smaller. What is left out is chosen for small convolutional networks. */
export const quantizeRecipe = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('automatic'),
    /** What it is to run on; a phone when left out. */
    target: z.enum(['phone', 'computer-with-vnni', 'computer-without-vnni', 'symmetric-accelerator']).exactOptional(),
  }),
  z.object({
    kind: z.literal('static'),
    activations: z.enum(['asymmetric-uint8', 'symmetric-int8']).exactOptional(),
    weightBits: z.union([z.literal(7), z.literal(8)]).exactOptional(),
    ranges: ranges.exactOptional(),
    equalisation: z
      .discriminatedUnion('kind', [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('channels'), strength: share })])
      .exactOptional(),
    scales: z.enum(['largest-weight', 'least-error']).exactOptional(),
    rounding: z.enum(['nearest', 'compensated']).exactOptional(),
    bias: z.enum(['original', 'corrected']).exactOptional(),
    momentPhotos: z.number().int().min(0).exactOptional(),
    keepFloat: keepFloat.exactOptional(),
    goal: goal.nullable().exactOptional(),
  }),
  z.object({ kind: z.literal('dynamic'), keepFloat: keepFloat.exactOptional() }),
  z.object({ kind: z.literal('weight-only'), keepFloat: keepFloat.exactOptional() }),
  z.object({ kind: z.literal('float16'), form: z.enum(['storage', 'full']), keepFloat: keepFloat.exactOptional() }),
])
export type QuantizeRecipe = z.infer<typeof quantizeRecipe>

const quantizeOrder = z.object({
  modelId: z.string(),
  /** Where photos to calibrate on are taken from. */
  photos: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scope'), scope: photoScope }),
    z.object({ kind: z.literal('folder'), path: z.string().min(1) }),
  ]),
  /** Photos to calibrate on, at most; as many again, up to a hundred, are held out to compare answers on. */
  count: z.number().int().min(1).max(10_000),
  /** Equal seeds choose equal photos. */
  seed: z.number().int().min(0).max(0xffffffff),
  recipe: quantizeRecipe,
})
export type QuantizeOrder = z.infer<typeof quantizeOrder>

/** What a `model.quantize` job made. */
export interface QuantizedModelReport {
  readonly jobId: JobId
  /** With its lineage: settings, photos, agreement, verdict. */
  readonly card: ModelCard
  /** The ONNX file. */
  readonly path: string
  /** One entry per node of the graph; empty for the forms that do not look at single layers. */
  readonly layers: readonly LayerReport[]
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
}

/** A folder among the models made here that holds no model that can be read. */
export interface UnreadableModel {
  /** Name of the folder, which is the id it would have. */
  readonly modelId: string
  readonly path: string
  readonly problem: string
}

export const modelCommands = {
  /** Makes a smaller version of a model, as a job; the version is there once the job is done. */
  'model.quantize': command(quantizeOrder).returns<{ readonly jobId: JobId }>(),
  'model.quantize-report': command(z.object({ jobId: z.number().int() })).returns<QuantizedModelReport>(),
  /** Deletes a version made here, readable or not. Its answers stay. */
  'model.remove': command(z.object({ modelId: z.string() })).returns<null>(),
  /** Sets the note of a version made here, which its card keeps; `not-found` for a model that came with the app. */
  'model.note': command(z.object({ modelId: z.string(), note: z.string().max(5000) })).returns<ModelCard>(),
  'model.unreadable': command(z.object({})).returns<readonly UnreadableModel[]>(),
} as const

export interface ModelEvents {
  /** A version was made, removed or noted upon. */
  readonly 'model.changed': Readonly<Record<string, never>>
}
