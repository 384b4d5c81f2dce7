import type { ModelCard } from '#core/model/model-card'

/** True for a model that came with the app: versions made here do the same work again and are used only when asked for. */
export function isShipped({ lineage }: Pick<ModelCard, 'lineage'>): boolean {
  return lineage === undefined
}
