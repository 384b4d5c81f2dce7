import type { ModelEntry } from '#core/contract/runs'
import { isShipped } from '#core/model/is-shipped'

/** The usable models among those remembered; all usable ones that came with the app when none is remembered. */
export function chosenModels(entries: readonly ModelEntry[], remembered: readonly string[] | null): readonly string[] {
  const usable = entries.filter((entry) => entry.usable).map(({ card }) => card)
  return usable.filter((card) => (remembered === null ? isShipped(card) : remembered.includes(card.id))).map(({ id }) => id)
}
