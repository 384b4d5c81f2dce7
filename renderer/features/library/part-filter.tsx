import type { PhotoFilter } from '#core/contract/filter'
import { changeFilter, useLibraryView } from '../../state/library-view'
import { useHasImportedParts } from '../../state/imported-parts'
import { Checks } from './checks'
import { FilterChip } from './filter-chip'

type Part = NonNullable<PhotoFilter['importedParts']>[number]

const parts: readonly { readonly value: Part; readonly label: string }[] = [
  { value: 'train', label: 'Training' },
  { value: 'val', label: 'Validation' },
  { value: 'test', label: 'Test' },
]

function describe(chosen: readonly Part[]): string | null {
  if (chosen.length === 0) return null
  return chosen.length === 1 ? (parts.find(({ value }) => value === chosen[0])?.label ?? null) : `${chosen.length} parts`
}

/** Restricts to photos that came in with some parts of a data set; not shown in projects where none did. */
export function PartFilter() {
  const chosen = useLibraryView((view) => view.filter.importedParts) ?? []
  const hasParts = useHasImportedParts()
  if (!hasParts && chosen.length === 0) return null
  return (
    <FilterChip label="Imported part" value={describe(chosen)} onClear={() => changeFilter({ importedParts: undefined })}>
      <Checks label="Imported part" options={parts} chosen={chosen} onChange={(importedParts) => changeFilter({ importedParts: importedParts.length === 0 ? undefined : importedParts })} />
    </FilterChip>
  )
}
