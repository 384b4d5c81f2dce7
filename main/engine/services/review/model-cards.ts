import { AppError } from '#core/contract/errors'
import type { ModelCard } from '#core/model/model-card'
import type { Store } from '../../store/store'
import type { ModelRegistry } from '../model-registry'

/** The card whose class numbers a model's answers use: of its newest file that has answered anything, else of the file there is now. */
export async function modelCard(store: Store, registry: ModelRegistry, modelId: string): Promise<ModelCard> {
  const used = store.models.newest(modelId)
  if (used !== null) return used.card
  const card = (await registry.cards()).find(({ id }) => id === modelId)
  if (card === undefined) throw new AppError('not-found', `There is no model "${modelId}".`, { hint: 'Choose another model.' })
  return card
}
