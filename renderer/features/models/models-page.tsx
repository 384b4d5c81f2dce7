import { useState } from 'react'
import { useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { ModelDetail } from './model-detail'
import { ModelTable } from './model-table'
import { UnreadableModels } from './unreadable-models'
import styles from './models-page.module.css'

/** What can be run, how big and how fast it is, and where it comes from. */
export function ModelsPage() {
  const { entries, query } = useModels()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const current = entries.find(({ card }) => card.id === chosenId) ?? entries[0]
  if (query.error !== null) return <ErrorView error={query.error} action={<Button onClick={() => void query.refetch()}>Try again</Button>} />
  return (
    <section className={styles.page} aria-label="Models">
      <h1>Models</h1>
      {query.isPending && <p role="status">Checking the model files…</p>}
      {entries.length > 0 && <ModelTable entries={entries} currentId={current?.card.id ?? null} onChoose={setChosenId} />}
      <UnreadableModels />
      {current !== undefined && <ModelDetail entry={current} />}
    </section>
  )
}
