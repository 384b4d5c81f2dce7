import type { PhotoFilter, PhotoScope } from '#core/contract/filter'
import type { ModelEntry } from '#core/contract/runs'
import type { PhotoId } from '#core/model/photo'

export type ScopeKind = 'selection' | 'filter' | 'library'

/** The photos that a choice stands for. */
export function scopeOf(kind: ScopeKind, selected: ReadonlySet<PhotoId>, filter: PhotoFilter): PhotoScope {
  if (kind === 'selection' && selected.size > 0) return { kind: 'photos', photoIds: [...selected] }
  return { kind: 'filter', filter: kind === 'filter' ? filter : {} }
}

/** The usable models among those remembered; all usable ones when none is remembered. */
export function chosenModels(entries: readonly ModelEntry[], remembered: readonly string[] | null): readonly string[] {
  const usable = entries.filter((entry) => entry.usable).map(({ card }) => card.id)
  return remembered === null ? usable : usable.filter((id) => remembered.includes(id))
}
