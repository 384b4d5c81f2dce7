import { useEngineQuery } from '../../state/engine-query'
import type { CommandArguments } from '#core/contract/index'
import { useCommand } from '../../state/use-command'

type Preview = CommandArguments<'run.preview'>

/** How many photos and photo-model pairs a run would do; nothing is asked without a model. */
export function useRunPreview(scope: Preview['scope'], modelIds: readonly string[]) {
  return useEngineQuery('run.preview', { scope, modelIds: [...modelIds] }, { enabled: modelIds.length > 0, whileLoading: 'keep-previous' })
}

export function useStartRun() {
  return useCommand('run.start')
}
