import { create } from 'zustand'
import type { PhotoFilter, PhotoSort } from '#core/contract/filter'

interface LibraryView {
  readonly filter: PhotoFilter
  readonly sort: PhotoSort
  readonly foldersShown: boolean
}

export const useLibraryView = create<LibraryView>()(() => ({
  filter: {},
  sort: { by: 'name', direction: 'ascending' },
  foldersShown: true,
}))

/** Parts that are left out or undefined do not restrict. */
export type FilterChange = { readonly [Key in keyof PhotoFilter]?: PhotoFilter[Key] | undefined }

/** Changes parts of the filter; a part given as undefined is taken out. */
export function changedFilter(filter: PhotoFilter, change: FilterChange): PhotoFilter {
  const parts = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))
  return Object.fromEntries(parts)
}

export function changeFilter(change: FilterChange): void {
  useLibraryView.setState(({ filter }) => ({ filter: changedFilter(filter, change) }))
}

/** Shows everything of the folder that is chosen in the tree. */
export function clearFilter(): void {
  useLibraryView.setState(({ filter }) => ({ filter: changedFilter({}, { folderId: filter.folderId, subfolder: filter.subfolder }) }))
}

/** Shows a view that was kept. */
export function showView(filter: PhotoFilter, sort: PhotoSort): void {
  useLibraryView.setState({ filter, sort })
}

export function setSort(sort: PhotoSort): void {
  useLibraryView.setState({ sort })
}

export function toggleFolders(): void {
  useLibraryView.setState(({ foldersShown }) => ({ foldersShown: !foldersShown }))
}

/** True when more than the folder restricts what is shown. */
export function isFiltered({ folderId: _folder, subfolder: _subfolder, ...rest }: PhotoFilter): boolean {
  return Object.keys(rest).length > 0
}
