import type { SplitWay } from '#core/contract/datasets'
import type { PhotoScope } from '#core/contract/filter'
import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

export function useDatasetStatistics(scope: PhotoScope) {
  return useEngineQuery('dataset.stats', { scope }, { whileLoading: 'keep-previous' })
}

/** How a split would come out; nothing is asked while all shares are 0. */
export function useSplit(scope: PhotoScope, split: SplitWay) {
  const isDrawn = split !== 'as-imported'
  return useEngineQuery('dataset.split', { scope, split }, { enabled: !isDrawn || split.shares.train + split.shares.val + split.shares.test > 0, whileLoading: 'keep-previous' })
}

export function useDuplicates(scope: PhotoScope, distanceAtMost: number, offset: number, limit: number) {
  return useEngineQuery('duplicates.list', { scope, distanceAtMost, offset, limit }, { whileLoading: 'keep-previous' })
}

/** Works out the fingerprints that are missing, as a job. */
export function useFindDuplicates() {
  return useCommand('duplicates.find')
}

export function useMistakes(scope: PhotoScope, modelId: string | null, scoreAtLeast: number, offset: number, limit: number) {
  return useEngineQuery(
    'dataset.mistakes',
    { scope, modelId: modelId ?? '', scoreAtLeast, offset, limit },
    { enabled: modelId !== null, whileLoading: 'keep-previous' },
  )
}
