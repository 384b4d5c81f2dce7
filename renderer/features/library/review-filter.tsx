import type { PhotoFilter } from '#core/contract/filter'
import type { ReviewState } from '#core/model/review-state'
import { changeFilter, useLibraryView } from '../../state/library-view'
import { Checks } from './checks'
import { FilterChip } from './filter-chip'

const states: readonly { readonly value: ReviewState; readonly label: string }[] = [
  { value: 'unreviewed', label: 'Not reviewed' },
  { value: 'in-progress', label: 'In progress' },
  { value: 'reviewed', label: 'Reviewed' },
  { value: 'reviewed-empty', label: 'Reviewed: nothing here' },
]

function describe(chosen: NonNullable<PhotoFilter['reviewStates']>): string | null {
  if (chosen.length === 0) return null
  return chosen.length === 1 ? (states.find(({ value }) => value === chosen[0])?.label ?? null) : `${chosen.length} review states`
}

/** Restricts to photos that are reviewed so far. */
export function ReviewFilter() {
  const chosen = useLibraryView((view) => view.filter.reviewStates) ?? []
  return (
    <FilterChip label="Review" value={describe(chosen)} onClear={() => changeFilter({ reviewStates: undefined })}>
      <Checks label="Review" options={states} chosen={chosen} onChange={(reviewStates) => changeFilter({ reviewStates })} />
    </FilterChip>
  )
}
