import { useExchanges } from '../../state/exchange'
import { closeDialog } from '../../state/navigation'
import { Dialog } from '../../ui/dialog'
import { ErrorView } from '../../ui/error-view'
import { ExportForm } from './export-form'
import { ExportResult } from './export-result'
import { useFormats } from './queries'

/** Labels or predictions on their way out: choices first, then what came of them. */
export function ExportDialog() {
  const shown = useExchanges((exchanges) => exchanges.shown)
  const { data: formats, error } = useFormats()
  if (shown?.kind === 'export') return <ExportResult jobId={shown.jobId} formats={formats ?? []} />
  if (formats !== undefined) return <ExportForm formats={formats} />
  return (
    <Dialog title="Export labels" width="wide" onClose={closeDialog}>
      {error !== null && <ErrorView error={error} />}
    </Dialog>
  )
}
