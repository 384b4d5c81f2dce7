import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

/** Photos that a run could not answer, with the reasons. */
export function useRunFailures(runId: number, limit: number, wanted: boolean) {
  return useEngineQuery('run.failures', { runId, offset: 0, limit }, { enabled: wanted, whileLoading: 'keep-previous' })
}

/** What can be done with jobs and the runs behind them. */
export function useJobCommands() {
  return {
    pause: useCommand('job.pause'),
    resume: useCommand('job.resume'),
    cancel: useCommand('job.cancel'),
    goOn: useCommand('run.continue'),
    retryFailed: useCommand('run.retry-failed'),
  }
}
