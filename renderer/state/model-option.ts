import type { ModelEntry } from '#core/contract/runs'

/** A model as one of the options of a choice. */
export function modelOption({ card }: ModelEntry): { readonly value: string; readonly label: string } {
  return { value: card.id, label: card.name }
}
