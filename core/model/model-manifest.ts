import { z } from 'zod'
import type { ModelCard } from '#core/model/model-card'
import { modelCardSchema } from '#core/model/model-card-schema'

const manifest = z
  .array(modelCardSchema)
  .refine((cards) => new Set(cards.map(({ id }) => id)).size === cards.length, 'two models have the same id')

/** The model cards of a manifest file's JSON. Throws Error naming the first field that is wrong. */
export function parseModelManifest(json: unknown): readonly ModelCard[] {
  const parsed = manifest.safeParse(json)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new Error(`model manifest: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a list of models'}`)
}
