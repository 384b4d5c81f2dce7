import { useMutation, useQuery } from '@tanstack/react-query'
import type { JobId } from '#core/model/job'
import { useEngineAccess } from '../../state/engine-context'
import { useEngineQuery } from '../../state/engine-query'

/** What was chosen to be imported; `formatId` null lets the contents decide. */
export interface ImportSource {
  readonly paths: readonly string[]
  readonly formatId: string | null
}

/** Reads the chosen files. Leaving the view ends the reading; the same files are read anew the next time, for they may have changed. */
export function useImportPreview({ paths, formatId }: ImportSource) {
  const { engine } = useEngineAccess()
  return useQuery({
    queryKey: ['import.preview', paths, formatId],
    queryFn: ({ signal }) => engine.call('import.preview', { paths: [...paths], ...(formatId === null ? {} : { formatId }) }, { signal }),
    gcTime: 0,
    retry: false,
  })
}

export function useImportNotes(previewId: number, offset: number, limit: number) {
  return useEngineQuery('import.notes', { previewId, offset, limit }, { whileLoading: 'keep-previous' })
}

/** Starts what was previewed; the caller shows why it cannot be started. */
export function useStartImport() {
  const { engine } = useEngineAccess()
  return useMutation({ mutationFn: (previewId: number) => engine.call('import.start', { previewId }) })
}

export function useImportReport(jobId: JobId, isDone: boolean) {
  return useEngineQuery('import.report', { jobId }, { enabled: isDone })
}
