import { useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { PhotoScope } from '#core/contract/filter'
import type { ModelAnalysis } from '#core/contract/model-insight'
import type { UnreadableModel } from '#core/contract/models'
import type { JobId } from '#core/model/job'
import { useEngineAccess } from '../../state/engine-context'
import { engineQuery, useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

const none: readonly UnreadableModel[] = []

/** Folders of models made here that cannot be read. */
export function useUnreadableModels(): readonly UnreadableModel[] {
  return useEngineQuery('model.unreadable', {}).data ?? none
}

export function useModelCommands() {
  return { remove: useCommand('model.remove'), note: useCommand('model.note'), quantize: useCommand('model.quantize'), predict: useCommand('run.start'), compareAnswers: useCommand('agreement.compute') }
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

/** The analyses of several models, as far as they are there. */
export function useModelAnalyses(modelIds: readonly string[]): { readonly analyses: ReadonlyMap<string, ModelAnalysis>; readonly error: Error | null } {
  const { engine } = useEngineAccess()
  const key = modelIds.join('\n')
  return useQueries({
    queries: modelIds.map((modelId) => engineQuery(engine, 'model.analyze', { modelId })),
    combine: useCallback(
      (results: readonly { readonly data: ModelAnalysis | undefined; readonly error: Error | null }[]) => {
        const ids = key.split('\n')
        const found = results.flatMap(({ data }, at): [string, ModelAnalysis][] => (data === undefined ? [] : [[ids[at] ?? '', data]]))
        return { analyses: new Map(found), error: results.find(({ error }) => error !== null)?.error ?? null }
      },
      [key],
    ),
  })
}

/** Answers of these models that are missing. */
export function usePending(scope: PhotoScope, modelIds: readonly string[]) {
  return useEngineQuery('run.preview', { scope, modelIds: [...modelIds] })
}

/** Photos by how differently two models answer them, the most different first, once they were compared. */
export function useDisagreement(modelId: string, otherModelId: string, isCompared: boolean) {
  return useEngineQuery('photo.query', { filter: { modelId, predictionState: 'predicted' }, sort: { by: 'disagreement', direction: 'descending', modelId, otherModelId } }, { enabled: isCompared })
}
