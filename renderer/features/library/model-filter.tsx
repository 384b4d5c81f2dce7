import { changeFilter, useLibraryView } from '../../state/library-view'
import { useModels } from '../../state/queries'
import { Choices } from './choices'
import { FilterChip } from './filter-chip'

/** Says whose answers the other parts of the filter speak of. */
export function ModelFilter() {
  const modelId = useLibraryView((view) => view.filter.modelId)
  const { entries, titleOf } = useModels()
  return (
    <FilterChip label="Model" value={modelId === undefined ? null : titleOf(modelId)} onClear={() => changeFilter({ modelId: undefined })}>
      <Choices
        label="Model"
        options={entries.map(({ card }) => ({ value: card.id, label: card.name }))}
        value={modelId}
        onChange={(chosen) => changeFilter({ modelId: chosen })}
      />
    </FilterChip>
  )
}
