import { useQueryClient } from '@tanstack/react-query'
import type { TuneId, TuneOrder } from '#core/contract/tune'
import { refresh, useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

/** What a training with this order would work on; nothing is asked without an order. */
export function useTunePreview(order: TuneOrder | null) {
  return useEngineQuery('tune.preview', order ?? noOrder, { enabled: order !== null, whileLoading: 'keep-previous' })
}

const noOrder: TuneOrder = { modelId: '', scope: { kind: 'filter', filter: {} }, classIds: null, kept: 'replace', answer: 'one-class', balance: 'photos', augmentations: [], copies: 0, split: { validation: 0, test: 0 }, seed: 0, name: null }

/** Trainings of the project, newest first. */
export function useTunes() {
  return useEngineQuery('tune.list', {})
}

export function useTuneProgress(tuneId: TuneId) {
  return useEngineQuery('tune.progress', { tuneId })
}

/** The report of a training that is done. */
export function useTuneReport(tuneId: TuneId) {
  return useEngineQuery('tune.report', { tuneId })
}

/** The report of a tuned version, wherever it was trained. */
export function useReportOfModel(modelId: string) {
  return useEngineQuery('tune.report-of-model', { modelId })
}

export function useTuneCommands() {
  const client = useQueryClient()
  const start = useCommand('tune.start')
  const discard = useCommand('tune.discard')
  return {
    isStarting: start.isPending,
    start: (order: TuneOrder, onStarted: (tuneId: TuneId) => void) => start.mutate(order, { onSuccess: ({ tuneId }) => onStarted(tuneId) }),
    goOn: useCommand('tune.continue'),
    keep: useCommand('tune.keep'),
    discard: (tuneId: TuneId) => discard.mutate({ tuneId }, { onSuccess: () => refresh(client, ['tune.list']) }),
    pause: useCommand('job.pause'),
    resume: useCommand('job.resume'),
    cancel: useCommand('job.cancel'),
  }
}
