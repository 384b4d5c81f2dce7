import type { PhotoFilter, PhotoScope } from '#core/contract/filter'
import type { PhotoId } from '#core/model/photo'

/** The photos chosen in the library, those it shows now, or all of the project. */
export type ScopeKind = 'selection' | 'filter' | 'library'

/** The photos that a choice stands for; an empty selection stands for all. */
export function scopeOf(kind: ScopeKind, selected: ReadonlySet<PhotoId>, filter: PhotoFilter): PhotoScope {
  if (kind === 'selection' && selected.size > 0) return { kind: 'photos', photoIds: [...selected] }
  return { kind: 'filter', filter: kind === 'filter' ? filter : {} }
}
