import { openPhoto } from '../../state/navigation'
import { useModels } from '../../state/queries'
import { ErrorView } from '../../ui/error-view'
import { formatCount } from '../../ui/format'
import styles from './jobs-drawer.module.css'
import { useRunFailures } from './queries'

const mostShown = 200

/** Each photo that failed, with the model and the reason; a click opens it. */
export function RunFailures({ runId }: { readonly runId: number }) {
  const { data, error } = useRunFailures(runId, mostShown, true)
  const { titleOf } = useModels()
  if (error !== null) return <ErrorView error={error} />
  if (data === undefined) return null
  return (
    <>
      <ul className={styles.failures} aria-label="Failures">
        {data.failures.map((failure) => (
          <li key={`${failure.photoId}/${failure.modelId}`}>
            <button type="button" onClick={() => openPhoto(failure.photoId)}>
              <strong>{failure.relativePath}</strong>
              <span>{`${titleOf(failure.modelId)}: ${failure.reason}`}</span>
            </button>
          </li>
        ))}
      </ul>
      {data.total > data.failures.length && <p className={styles.progress}>{`and ${formatCount(data.total - data.failures.length)} more`}</p>}
    </>
  )
}
