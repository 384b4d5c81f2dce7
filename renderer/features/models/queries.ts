import type { UnreadableModel } from '#core/contract/models'
import type { JobId } from '#core/model/job'
import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

const none: readonly UnreadableModel[] = []

/** Folders of models made here that cannot be read. */
export function useUnreadableModels(): readonly UnreadableModel[] {
  return useEngineQuery('model.unreadable', {}).data ?? none
}

export function useModelCommands() {
  return { remove: useCommand('model.remove'), quantize: useCommand('model.quantize'), predict: useCommand('run.start') }
}

/** What the model's graph costs and how it is built. */
export function useModelAnalysis(modelId: string) {
  return useEngineQuery('model.analyze', { modelId })
}

/** What quantization measured when this version was made. */
export function useVersionReport(modelId: string) {
  return useEngineQuery('model.version-report', { modelId })
}

/** What a quantize job made, once it is done. */
export function useQuantizeReport(jobId: JobId, isDone: boolean) {
  return useEngineQuery('model.quantize-report', { jobId }, { enabled: isDone })
}
