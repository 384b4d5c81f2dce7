import { CircleAlert } from 'lucide-react'
import { Button } from '../../ui/button'
import { useModelCommands, useUnreadableModels } from './queries'
import styles from './models-page.module.css'

/** Models made here that cannot be read, each with its reason; nothing when there is none. */
export function UnreadableModels() {
  const models = useUnreadableModels()
  const { remove } = useModelCommands()
  return models.map(({ modelId, problem }) => (
    <p key={modelId} className={styles.problem} role="alert">
      <CircleAlert size={15} />
      <span>{`${modelId}: ${problem}`}</span>
      <Button disabled={remove.isPending} onClick={() => remove.mutate({ modelId })}>
        Remove
      </Button>
    </p>
  ))
}
