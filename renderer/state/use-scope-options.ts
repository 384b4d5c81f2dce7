import { useMemo } from 'react'
import type { PhotoScope } from '#core/contract/filter'
import { isFiltered, useLibraryView } from './library-view'
import { scopeOf, type ScopeKind } from './photo-scope'
import { usePhotoSelection } from './photo-selection'
import { useCounts } from './queries'

export interface ScopeOption {
  readonly kind: ScopeKind
  readonly label: string
  /** undefined while they are counted. */
  readonly photos: number | undefined
}

export interface ScopeOptions {
  /** Those that differ from all photos, and all photos last. */
  readonly options: readonly ScopeOption[]
  /** What to start with: the most particular that a person has set up. */
  readonly preferred: ScopeKind
  scope(kind: ScopeKind): PhotoScope
}

/** What an action over many photos can work on now. */
export function useScopeOptions(): ScopeOptions {
  const selected = usePhotoSelection((selection) => selection.ids)
  const filter = useLibraryView((view) => view.filter)
  const filtered = useCounts(filter).data?.photos
  const all = useCounts({}).data?.photos
  const restricted = isFiltered(filter) || filter.folderId !== undefined
  return useMemo(() => {
    const offered: readonly (ScopeOption & { readonly offered: boolean })[] = [
      { kind: 'selection', label: 'The selection', photos: selected.size, offered: selected.size > 0 },
      { kind: 'filter', label: 'What the library shows now', photos: filtered, offered: restricted },
      { kind: 'library', label: 'All photos of the project', photos: all, offered: true },
    ]
    return {
      options: offered.filter((option) => option.offered),
      preferred: selected.size > 1 ? 'selection' : restricted ? 'filter' : 'library',
      scope: (kind) => scopeOf(kind, selected, filter),
    }
  }, [selected, filter, filtered, all, restricted])
}
