import { ArrowDownUp } from 'lucide-react'
import type { PhotoSort } from '#core/contract/filter'
import { setSort, useLibraryView } from '../../state/library-view'
import { openDialog } from '../../state/navigation'
import { Button } from '../../ui/button'
import { Menu, MenuChoices, MenuNote, MenuSeparator } from '../../ui/menu'

const keys: readonly { readonly value: PhotoSort['by']; readonly label: string }[] = [
  { value: 'name', label: 'Name' },
  { value: 'date', label: 'Date of the file' },
  { value: 'added', label: 'Order of adding' },
  { value: 'score', label: 'Best score' },
  { value: 'uncertainty', label: 'Uncertainty' },
  { value: 'disagreement', label: 'Disagreement of two models' },
]

/** What the order goes by where the word alone does not say it. */
const notes: Partial<Readonly<Record<PhotoSort['by'], string>>> = {
  uncertainty:
    'Tags: entropy of the scores. Boxes: how close the lowest score from 0.5 up is to 0.5, and how many boxes are within 0.1 of it. Masks: mean entropy of the pixels. Masks from earlier versions come last until the model runs again.',
}

const directions: readonly { readonly value: PhotoSort['direction']; readonly label: string }[] = [
  { value: 'ascending', label: 'Ascending' },
  { value: 'descending', label: 'Descending' },
]

/** In which order the photos come. */
export function SortMenu() {
  const sort = useLibraryView((view) => view.sort)
  const note = notes[sort.by]
  const current = keys.find(({ value }) => value === sort.by)?.label ?? ''
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" icon={<ArrowDownUp size={14} />} aria-label={`Sort: ${current}, ${sort.direction}`}>
          {current}
        </Button>
      }
    >
      <MenuChoices label="Sort by" value={sort.by} options={keys} onChange={(by) => (by === 'disagreement' ? openDialog('disagreement') : setSort({ by, direction: sort.direction }))} />
      <MenuSeparator />
      <MenuChoices label="Direction" value={sort.direction} options={directions} onChange={(direction) => setSort({ ...sort, direction })} />
      {note !== undefined && (
        <>
          <MenuSeparator />
          <MenuNote>{note}</MenuNote>
        </>
      )}
    </Menu>
  )
}
