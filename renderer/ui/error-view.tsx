import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { toErrorData, type ErrorData } from '#core/contract/errors'
import styles from './error-view.module.css'

interface ErrorTextProps {
  readonly error: ErrorData
}

/** What happened, what to do, and the technical part on demand: the same everywhere an error is shown. */
export function ErrorText({ error }: ErrorTextProps) {
  return (
    <div className={styles.text}>
      <p className={styles.message}>{error.message}</p>
      {error.hint !== undefined && <p className={styles.hint}>{error.hint}</p>}
      {error.detail !== undefined && (
        <details className={styles.details}>
          <summary>Details</summary>
          <pre>
            {error.code}
            {'\n'}
            {error.detail}
          </pre>
        </details>
      )}
    </div>
  )
}

interface ErrorViewProps {
  readonly error: unknown
  /** Usually a button that tries again. */
  readonly action?: ReactNode
}

/** An error in place of the content that could not be had. */
export function ErrorView({ error, action }: ErrorViewProps) {
  return (
    <div role="alert" className={styles.view}>
      <CircleAlert size={28} className={styles.icon} />
      <ErrorText error={toErrorData(error)} />
      {action}
    </div>
  )
}
