import { AppError, fromErrorData } from '#core/contract/errors'
import { runAction } from '../state/actions'
import { useEngineStatus } from '../state/engine-status'
import { shell } from '../state/shell'
import { Button } from '../ui/button'
import { ErrorView } from '../ui/error-view'
import styles from './shell.module.css'

/** The project cannot be opened: why, and the ways on. */
export function ProjectProblem() {
  const { problem, message } = useEngineStatus()
  const error = problem === undefined ? new AppError('cannot-read', message ?? 'The project cannot be opened.') : fromErrorData(problem)
  return (
    <ErrorView
      error={error}
      action={
        <div className={styles.ways}>
          <Button look="primary" onClick={() => shell().restartEngine()}>
            Try again
          </Button>
          <Button onClick={() => runAction('project.open')}>Open another project</Button>
          <Button onClick={() => runAction('project.new')}>New project</Button>
        </div>
      }
    />
  )
}
