import { Bookmark, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { isFiltered, showView, useLibraryView } from '../../state/library-view'
import { notify } from '../../state/notices'
import { refresh, useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
import styles from './filter-bar.module.css'

/** Views with a name: what is shown now can be kept, what was kept shown again. */
export function SavedFilters() {
  const client = useQueryClient()
  const saved = useEngineQuery('filter.list', {}).data ?? []
  const remove = useCommand('filter.remove')
  const filtered = useLibraryView((view) => isFiltered(view.filter))
  if (saved.length === 0 && !filtered) return null
  return (
    <Popover
      label="Saved views"
      trigger={
        <Button look="quiet" icon={<Bookmark size={14} />} aria-label="Saved views">
          Views
        </Button>
      }
    >
      <div className={styles.classes}>
        {saved.length === 0 && <p className={styles.hint}>No view was saved yet.</p>}
        <ul aria-label="Saved views">
          {saved.map((view) => (
            <li key={view.id} className={styles.view}>
              <button type="button" className={styles.viewName} onClick={() => showView(view.filter, view.sort)}>
                {view.name}
              </button>
              <button
                type="button"
                className={styles.viewRemove}
                aria-label={`Remove the view ${view.name}`}
                onClick={() => remove.mutate({ filterId: view.id }, { onSuccess: () => refresh(client, ['filter.list']) })}
              >
                <Trash2 size={14} />
              </button>
            </li>
          ))}
        </ul>
        <SaveView />
      </div>
    </Popover>
  )
}

function SaveView() {
  const client = useQueryClient()
  const { filter, sort } = useLibraryView()
  const [name, setName] = useState('')
  const { mutate, isPending } = useCommand('filter.save')
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() === '') return
    mutate(
      { name: name.trim(), filter, sort },
      {
        onSuccess: () => {
          refresh(client, ['filter.list'])
          notify(`Saved the view "${name.trim()}".`)
          setName('')
        },
      },
    )
  }
  return (
    <form className={styles.saveView} onSubmit={save}>
      <input type="text" className={styles.field} aria-label="Name of the view" placeholder="Save what is shown as…" maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" disabled={isPending || name.trim() === ''}>
        Save
      </Button>
    </form>
  )
}
