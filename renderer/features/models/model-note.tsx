import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { ModelCard } from '#core/model/model-card'
import { Button } from '../../ui/button'
import styles from './models-page.module.css'
import { useModelCommands } from './queries'

/** As long as the engine takes. */
const mostCharacters = 5000

/** Whoever asked for the field wants to write in it. */
function focusOn(field: HTMLTextAreaElement | null): void {
  field?.focus()
}

/** What is said of a model; people can change it for versions made here. */
export function ModelNote({ card }: { readonly card: ModelCard }) {
  const [text, setText] = useState<string | null>(null)
  const { note } = useModelCommands()
  if (text === null) {
    return (
      <div className={styles.noteLine}>
        {card.note !== '' && <p className={styles.note}>{card.note}</p>}
        {card.lineage !== undefined && (
          <Button look="quiet" icon={<Pencil size={13} />} onClick={() => setText(card.note)}>
            {card.note === '' ? 'Add a note' : 'Edit the note'}
          </Button>
        )}
      </div>
    )
  }
  return (
    <form
      className={styles.noteForm}
      onSubmit={(event) => {
        event.preventDefault()
        note.mutate({ modelId: card.id, note: text.trim() }, { onSuccess: () => setText(null) })
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        setText(null)
      }}
    >
      <textarea ref={focusOn} aria-label={`Note on ${card.name}`} rows={4} maxLength={mostCharacters} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <div className={styles.noteLine}>
        <Button type="submit" disabled={note.isPending}>
          Save the note
        </Button>
        <Button look="quiet" onClick={() => setText(null)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
