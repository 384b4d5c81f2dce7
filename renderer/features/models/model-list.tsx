import { useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { ModelDetail } from './model-detail'
import { ModelTable } from './model-table'
import { setModelsView, useModelsView } from './models-view'
import { UnreadableModels } from './unreadable-models'
import { versionTree } from './version-tree'

/** All models with the versions made from them, and everything about the chosen one. */
export function ModelList() {
  const { entries, query } = useModels()
  const chosenId = useModelsView((view) => view.modelId)
  const current = entries.find(({ card }) => card.id === chosenId) ?? entries[0]
  if (query.error !== null) return <ErrorView error={query.error} action={<Button onClick={() => void query.refetch()}>Try again</Button>} />
  return (
    <>
      {query.isPending && <p role="status">Checking the model files…</p>}
      {entries.length > 0 && <ModelTable rows={versionTree(entries)} currentId={current?.card.id ?? null} onChoose={(modelId) => setModelsView({ modelId })} />}
      <UnreadableModels />
      {current !== undefined && <ModelDetail entry={current} />}
    </>
  )
}
