import type { PhotoFilter } from '#core/contract/filter'
import { changeFilter, useLibraryView } from '../../state/library-view'
import { Choices } from './choices'
import { FilterChip } from './filter-chip'

type StateChoice = { readonly label: string; readonly filter: Pick<PhotoFilter, 'photoState' | 'predictionState'> }

const choices: readonly StateChoice[] = [
  { label: 'Predicted', filter: { predictionState: 'predicted' } },
  { label: 'Not predicted', filter: { predictionState: 'unpredicted' } },
  { label: 'Prediction failed', filter: { predictionState: 'failed' } },
  { label: 'Damaged', filter: { photoState: 'damaged' } },
  { label: 'Cannot be opened', filter: { photoState: 'refused' } },
  { label: 'File is gone', filter: { photoState: 'missing' } },
]

/** Restricts to photos in one state. */
export function StateFilter() {
  const filter = useLibraryView((view) => view.filter)
  const isChosen = (choice: StateChoice): boolean =>
    choice.filter.predictionState === filter.predictionState && choice.filter.photoState === filter.photoState
  return (
    <FilterChip
      label="State"
      value={choices.find(isChosen)?.label ?? null}
      onClear={() => changeFilter({ photoState: undefined, predictionState: undefined })}
    >
      <Choices
        label="State"
        options={choices.map(({ label }) => ({ value: label, label }))}
        value={choices.find(isChosen)?.label}
        onChange={(label) => changeFilter({ photoState: undefined, predictionState: undefined, ...choices.find((choice) => choice.label === label)?.filter })}
      />
    </FilterChip>
  )
}
