import { z } from 'zod'
import type { ModelCard } from '#core/model/model-card'
import { tasks } from '#core/model/prediction'

const channels = z.tuple([z.number(), z.number(), z.number()])
const positive = z.number().int().positive()

const modelCard = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  family: z.enum(['mobilenet-v2', 'ssdlite-mobilenet-v2', 'deeplabv3-mobilenet-v2']),
  task: z.enum(tasks),
  widthMultiplier: z.number().positive(),
  inputSize: z.object({ width: positive, height: positive }),
  file: z.string().regex(/^[^/\\]+$/u, 'must be a file name without a folder'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u, 'must be 64 hexadecimal digits in lower case'),
  bytes: positive,
  parameters: positive,
  labels: z
    .array(z.object({ id: z.number().int(), name: z.string(), key: z.string().exactOptional() }))
    .min(1),
  normalisation: z.object({ mean: channels, std: channels }),
  fit: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stretch') }),
    z.object({ kind: z.literal('center-crop'), shorterSide: positive }),
    z.object({ kind: z.literal('pad') }),
  ]),
  outputs: z.array(z.string()).min(1),
  dynamicBatch: z.boolean(),
  licence: z.string(),
  sources: z.array(z.object({ package: z.string(), version: z.string(), path: z.string(), licence: z.string() })),
  note: z.string(),
})

const manifest = z
  .array(modelCard)
  .refine((cards) => new Set(cards.map(({ id }) => id)).size === cards.length, 'two models have the same id')

/** The model cards of a manifest file's JSON. Throws Error naming the first field that is wrong. */
export function parseModelManifest(json: unknown): readonly ModelCard[] {
  const parsed = manifest.safeParse(json)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new Error(`model manifest: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a list of models'}`)
}
