import type { ModelCard } from '#core/model/model-card'
import { modelCardSchema } from '#core/model/model-card-schema'

/** The card of one model from its JSON. Throws Error naming the first field that is wrong. */
export function parseModelCard(json: unknown): ModelCard {
  const parsed = modelCardSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new Error(`${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a model card'}`)
}
