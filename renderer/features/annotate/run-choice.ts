import type { ModelEntry } from '#core/contract/runs'

/** The usable models among those remembered; all usable ones when none is remembered. */
export function chosenModels(entries: readonly ModelEntry[], remembered: readonly string[] | null): readonly string[] {
  const usable = entries.filter((entry) => entry.usable).map(({ card }) => card.id)
  return remembered === null ? usable : usable.filter((id) => remembered.includes(id))
}
