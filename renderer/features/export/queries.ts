import { useMutation } from '@tanstack/react-query'
import type { ExportOrder } from '#core/contract/datasets'
import type { CommandArguments } from '#core/contract/index'
import type { JobId } from '#core/model/job'
import { useEngineAccess } from '../../state/engine-context'
import { useEngineQuery } from '../../state/engine-query'

export function useFormats() {
  return useEngineQuery('format.list', {})
}

/** What an export would hold; nothing is asked before a format is known. */
export function useExportPreview(order: CommandArguments<'export.preview'>) {
  return useEngineQuery('export.preview', order, { enabled: order.formatId !== '', whileLoading: 'keep-previous' })
}

/** Starts an export; the caller shows why one cannot be started. */
export function useStartExport() {
  const { engine } = useEngineAccess()
  return useMutation({ mutationFn: (order: ExportOrder) => engine.call('export.start', order) })
}

export function useExportReport(jobId: JobId, isDone: boolean) {
  return useEngineQuery('export.report', { jobId }, { enabled: isDone })
}
