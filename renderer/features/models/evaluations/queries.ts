import { useQueryClient } from '@tanstack/react-query'
import type { EvaluationId } from '#core/contract/evaluation'
import type { PhotoScope } from '#core/contract/filter'
import { finishedReviewStates } from '#core/model/review-state'
import { refresh, useEngineQuery } from '../../../state/engine-query'
import { useCommand } from '../../../state/use-command'

/** Evaluations of the project, newest first. */
export function useEvaluations() {
  return useEngineQuery('evaluation.list', {})
}

/** The report of an evaluation that is done. */
export function useEvaluationReport(evaluationId: EvaluationId) {
  return useEngineQuery('evaluation.report', { evaluationId })
}

export interface DifferencesWanted {
  readonly evaluationId: EvaluationId
  /** null for those of every model. */
  readonly modelId: string | null
  readonly offset: number
  readonly limit: number
}

/** Photos that a model answers differently than the reference, worst first. */
export function useEvaluationDifferences(wanted: DifferencesWanted) {
  return useEngineQuery('evaluation.differences', wanted, { whileLoading: 'keep-previous' })
}

/** How many photos of a scope somebody has finished looking at; undefined while they are counted. */
export function useReviewedPhotos(scope: PhotoScope): { readonly photos: number; readonly reviewed: number } | undefined {
  const { data } = useEngineQuery('dataset.stats', { scope }, { whileLoading: 'keep-previous' })
  if (data === undefined) return undefined
  return { photos: data.photos, reviewed: finishedReviewStates.reduce((sum, state) => sum + data.photosByReviewState[state], 0) }
}

/** What was measured on phones, newest first. */
export function usePhoneMeasurements() {
  return useEngineQuery('phone.measurements', {})
}

export function useEvaluationCommands() {
  const client = useQueryClient()
  const remove = useCommand('evaluation.remove')
  return {
    start: useCommand('evaluation.start'),
    remove: (evaluationId: EvaluationId) => remove.mutate({ evaluationId }, { onSuccess: () => refresh(client, ['evaluation.list']) }),
    exportTo: useCommand('evaluation.export'),
    predict: useCommand('run.start'),
  }
}
