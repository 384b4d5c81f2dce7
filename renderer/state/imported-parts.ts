import { useEngineQuery } from './engine-query'

/** Whether any photo of the project came in with a part of a data set. */
export function useHasImportedParts(): boolean {
  const counts = useEngineQuery('dataset.imported-parts', {}).data
  return counts !== undefined && counts.train + counts.val + counts.test > 0
}
